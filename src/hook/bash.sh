
function __cgw_hide { export -n "$@"; }

# A script that got these functions by `set -a` or `export -f` got none of the state. A program that keeps a copy of the
# shell without what begins with `__`, as Claude Code does for its tools, has this one alone.
function cgw {
  if ! declare -F __cgw_do > /dev/null; then
    command cgw "$@"
  elif [[ -z ${__cgw_mode-} ]]; then
    __cgw_run "$@"
  else
    # The prompt has not been there yet in `cd project && cgw run`.
    __cgw_look || :
    __cgw_do "$@"
  fi
}

# Runs before a prompt. Others that run then see the status that they would see without it; one that is not 0
# would end a shell under `set -e`.
function __cgw_prompt {
  __cgw_status=$? __cgw_pipe=("${PIPESTATUS[@]}")
  if [[ $- == *a* ]]; then __cgw_hide __cgw_status __cgw_pipe; fi
  # Before the other functions of bash-preexec, which make the prompt. It may have come after this code.
  if [[ -n ${bash_preexec_imported-${__bp_imported-}} && ${precmd_functions[*]-} != *__cgw_prompt* ]]; then
    precmd_functions=(__cgw_prompt ${precmd_functions[@]+"${precmd_functions[@]}"})
  fi
  __cgw_look || :
  if [[ $- == *e* ]]; then __cgw_status=0 __cgw_pipe=(); fi
  return "$__cgw_status"
}

# In a pipeline of as many it leaves the statuses of the parts of the last command, which no function can.
function __cgw_part { return "${__cgw_pipe[$1]:-$__cgw_status}"; }

# It stands first, because the rest may make the prompt, and in the first text: terminals and bash-preexec take that for
# all of PROMPT_COMMAND, and what comes after it for a command of the user.
function __cgw_watch {
  local first='__cgw_prompt; case ${#__cgw_pipe[@]} in' part='__cgw_part 0' index
  for index in 1 2 3 4; do
    part+=" | __cgw_part $index"
    first+=" $((index + 1))) $part;;"
  done
  first+=' *) __cgw_part 0;; esac'
  if [[ -n ${PROMPT_COMMAND-} ]]; then
    PROMPT_COMMAND="$first;"$'\n'"$PROMPT_COMMAND"
  else
    PROMPT_COMMAND=$first
  fi
}

# A subshell would tell as well, but takes longer than all the rest.
function __cgw_may_watch { local PROMPT_COMMAND; }

if [[ -z ${__cgw_mode-} ]]; then __cgw_begin bash; fi
unset -f __cgw_start
if [[ $- == *i* && "${PROMPT_COMMAND[*]-} ${precmd_functions[*]-}" != *__cgw_prompt* ]]; then
  if [[ -n ${bash_preexec_imported-${__bp_imported-}} ]]; then
    precmd_functions=(__cgw_prompt ${precmd_functions[@]+"${precmd_functions[@]}"})
  elif __cgw_may_watch 2> /dev/null; then
    __cgw_watch
  elif [[ $(type -t cd) == builtin ]]; then
    # An administrator may forbid changes of PROMPT_COMMAND.
    function cd { builtin cd "$@" && { __cgw_look || :; }; }
  fi
fi
unset -f __cgw_watch __cgw_may_watch
