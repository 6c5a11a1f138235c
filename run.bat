@echo off
rem Finds a Python that So Ban can use and hands over to run.py.
setlocal
set "soban=%~dp0run.py"
for %%v in (3.13 3.12 3.11) do py -%%v -I -c "" >nul 2>nul && set "python=py -%%v" && goto found
set "python=python"
python -I -c "import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))" >nul 2>nul && goto found
chcp 65001 >nul
echo Máy chưa có Python 3.11, 3.12 hay 3.13 (64-bit). Hãy cài một bản rồi chạy lại lệnh này. 1>&2
echo This machine has no Python 3.11, 3.12 or 3.13 (64-bit). Install one, then run this again. 1>&2
exit /b 1
:found
%python% -I -X utf8 "%soban%" %*
exit /b %errorlevel%
