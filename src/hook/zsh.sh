
function __cgw_hide { typeset -g +x "$@"; }

# The options of the user are not those that this code was written for. A program that keeps a copy of the shell without
# what begins with `__`, as Claude Code does for its tools, has this function alone.
function cgw {
  emulate -L zsh
  if ((${+functions[__cgw_do]})); then
    __cgw_do "$@"
  else
    command cgw "$@"
  fi
}

# Runs after every change of folder, but those of a subshell, which are not the user's.
function __cgw_chpwd {
  emulate -L zsh
  if ((ZSH_SUBSHELL == 0)); then __cgw_look || :; fi
}

function __cgw_init {
  emulate -L zsh
  if [[ -z ${__cgw_mode-} ]]; then __cgw_begin zsh; fi
  if [[ -o interactive && -z ${(M)chpwd_functions:#__cgw_chpwd} ]]; then
    typeset -ga chpwd_functions
    chpwd_functions+=(__cgw_chpwd)
  fi
}
__cgw_init
unset -f __cgw_start __cgw_init
