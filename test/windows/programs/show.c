/*
 * Writes what it was given to the file that SHOW_TO names, in UTF-8: each argument ended by a NUL, a NUL, then each
 * variable ended by a NUL. Ends with the number in SHOW_EXIT; with SHOW_WAIT only once that event of the console
 * (0: Ctrl-C) has come.
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static volatile LONG seen = -1;

static BOOL WINAPI note(DWORD event) {
  seen = (LONG)event;
  return TRUE;
}

static void put(FILE *file, const wchar_t *text) {
  int length = WideCharToMultiByte(CP_UTF8, 0, text, -1, NULL, 0, NULL, NULL);
  char *bytes = malloc(length);
  WideCharToMultiByte(CP_UTF8, 0, text, -1, bytes, length, NULL, NULL);
  fwrite(bytes, 1, length, file);
  free(bytes);
}

int wmain(int count, wchar_t **words) {
  const wchar_t *wait = _wgetenv(L"SHOW_WAIT"), *code = _wgetenv(L"SHOW_EXIT");
  if (wait) SetConsoleCtrlHandler(note, TRUE);
  FILE *file = _wfopen(_wgetenv(L"SHOW_TO"), L"wb");
  for (int at = 1; at < count; at++) put(file, words[at]);
  fwrite("", 1, 1, file);
  for (wchar_t *at = GetEnvironmentStringsW(); *at; at += wcslen(at) + 1) put(file, at);
  fclose(file);
  while (wait && seen != _wtoi(wait)) Sleep(5);
  return code ? _wtoi(code) : 0;
}
