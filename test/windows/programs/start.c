/*
 * Starts the rest of its command line with exactly the environment in the file that START_ENVIRONMENT names (UTF-8, each
 * variable ended by a NUL) and ends as it does. Wine gives the programs that it is asked for a PATH, an APPDATA and a
 * USERPROFILE of its own.
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

static BOOL WINAPI stay(DWORD event) {
  (void)event;
  return TRUE;
}

int wmain(void) {
  FILE *file = _wfopen(_wgetenv(L"START_ENVIRONMENT"), L"rb");
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  rewind(file);
  char *bytes = malloc(size);
  fread(bytes, 1, size, file);
  fclose(file);
  wchar_t *environment = calloc(size + 1, sizeof(wchar_t));
  MultiByteToWideChar(CP_UTF8, 0, bytes, size, environment, size);

  wchar_t *line = GetCommandLineW();
  wchar_t end = *line == L'"' ? L'"' : L' ';
  line = wcschr(line + 1, end);
  while (*++line == L' ');

  SetConsoleCtrlHandler(stay, TRUE);
  STARTUPINFOW info = {.cb = sizeof info};
  PROCESS_INFORMATION process;
  if (!CreateProcessW(NULL, line, NULL, NULL, TRUE, CREATE_UNICODE_ENVIRONMENT, environment, NULL, &info, &process))
    return 126;
  WaitForSingleObject(process.hProcess, INFINITE);
  DWORD code;
  GetExitCodeProcess(process.hProcess, &code);
  return (int)code;
}
