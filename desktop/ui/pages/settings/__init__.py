"""Cài đặt: what an office may set about its book, one section at a time."""
