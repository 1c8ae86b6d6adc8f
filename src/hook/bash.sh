
function __cgw_hide { export -n "$@"; }

# A script that got these functions by `set -a` or `export -f` got none of the state.
function cgw {
  if [[ -z ${__cgw_mode-} ]]; then
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
  local status=$?
  __cgw_look || :
  if [[ $- != *e* ]]; then return "$status"; fi
}

if [[ -z ${__cgw_mode-} ]]; then __cgw_begin bash; fi
unset -f __cgw_start
if [[ $- == *i* && ${PROMPT_COMMAND[*]-} != *__cgw_prompt* ]]; then
  if ((BASH_VERSINFO[0] > 5 || BASH_VERSINFO[0] == 5 && BASH_VERSINFO[1] > 0)); then
    # Before the rest, which may make the prompt: bash gives each element of an array the same $? and PIPESTATUS. The
    # first one is for those who assign to PROMPT_COMMAND as if it were a text.
    PROMPT_COMMAND=('' __cgw_prompt ${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"})
  else
    # After the rest, which may want PIPESTATUS. The line break ends whatever it ends with.
    PROMPT_COMMAND=${PROMPT_COMMAND:+$PROMPT_COMMAND$'\n'}__cgw_prompt
  fi
fi
