
# The state of this shell, in variables that are not exported: no program may see what was cleared.
#   __cgw_mode     follow: the nearest pin decides, else the default; stay: the user has decided; off: pins only
#   __cgw_restore  code that brings back what the profile in force took away or changed
#   __cgw_profile  the profile that this code has put in force
#   __cgw_before   where `cgw use -` goes: a profile, --off or --follow
#   __cgw_pin      the nearest .cgw file of __cgw_folder, the folder that was looked at last

# The nearest .cgw file from here upwards. What it says is read by the program alone.
function __cgw_find {
  local up=
  __cgw_found=
  while [[ -d "${up:-.}" ]]; do
    if [[ -f "${up}.cgw" ]]; then
      __cgw_found=$PWD/${up}.cgw
      return
    fi
    if [[ "${up:-.}" -ef / ]]; then return; fi
    up=../$up
  done
}

function __cgw_note {
  __cgw_find
  __cgw_folder=$PWD __cgw_pin=$__cgw_found
}

# Follows the folder. Inside one project no program is started.
function __cgw_look {
  if [[ $__cgw_mode == stay || $PWD == "$__cgw_folder" ]]; then return 0; fi
  local before=$__cgw_pin
  __cgw_note
  if [[ $__cgw_pin == "$before" || ( -n $__cgw_pin && $__cgw_pin -ef $before ) ]]; then return 0; fi
  __cgw_own
  case $__cgw_mode:$__cgw_pin in
    stay:*) ;;
    off:) __cgw_undo ;;
    off:*) __cgw_apply pin ;;
    *) __cgw_apply here ;;
  esac
  __cgw_settle
}

# A shell that was switched past this code (`eval "$(cgw env …)"`) is left to its user.
function __cgw_own {
  if [[ ${CGW_PROFILE-} != "$__cgw_profile" ]]; then __cgw_mode=stay __cgw_restore=; fi
}

function __cgw_undo {
  eval "$__cgw_restore"
  __cgw_restore=
}

# What a folder asks for. The profile of the folder before is undone first, whatever comes after.
function __cgw_apply {
  local code
  __cgw_undo
  code=$(__cgw_run env --shell "$__cgw_shell" --hook "$1") || return
  eval "$code"
}

# What the user asks for. Where it is unavailable, all stays as it is, so the program runs in a copy that is undone.
function __cgw_switch {
  local code
  code=$(
    eval "$__cgw_restore"
    __cgw_run env --shell "$__cgw_shell" --hook use -- "$1"
  ) || return
  __cgw_undo
  eval "$code"
  __cgw_mode=stay
}

function __cgw_off {
  local code=
  __cgw_undo
  # A profile that came with the environment, as in a subshell, is cleared; what it cleared is not known here.
  if [[ -n ${CGW_PROFILE-} ]]; then
    code=$(__cgw_run env --off --shell "$__cgw_shell" --hook use) || return
    eval "$code"
    __cgw_restore=
  fi
  __cgw_mode=off
  __cgw_note
}

function __cgw_follow {
  __cgw_mode=follow
  __cgw_note
  __cgw_apply here
}

# `cgw use`: a profile or role, --off, or one of the states that `cgw use -` comes back to.
function __cgw_use {
  local before=--$__cgw_mode
  __cgw_own
  if [[ $__cgw_mode == stay ]]; then before=${CGW_PROFILE:---off}; fi
  case $1 in
    --off) __cgw_off || return ;;
    --follow) __cgw_follow || return ;;
    *) __cgw_switch "$1" || return ;;
  esac
  __cgw_before=$before
  __cgw_settle
}

function __cgw_back {
  if [[ -n $__cgw_before ]]; then
    __cgw_use "$__cgw_before"
  else
    printf 'cgw: use: there is nothing to go back to in this shell\n     cgw use NAME\n' >&2
    return 2
  fi
}

function __cgw_pick {
  local name
  name=$(__cgw_run pick) || return
  __cgw_use "$name"
}

# `cgw` in this shell: what `use` asks for happens here, all else is the program's.
function __cgw_do {
  case ${1-}:$#:${2-} in
    use:1:) __cgw_pick ;;
    use:2:-) __cgw_back ;;
    use:2: | use:2:--off | use:2:[!-]*) __cgw_use "$2" ;;
    pin:[!1]*)
      __cgw_run "$@" || return
      __cgw_own
      if [[ $__cgw_mode == follow ]]; then __cgw_follow; fi
      __cgw_settle
      ;;
    *) __cgw_run "$@" ;;
  esac
}

function __cgw_settle {
  __cgw_profile=${CGW_PROFILE-}
  __cgw_hide __cgw_mode __cgw_restore __cgw_profile __cgw_before __cgw_pin __cgw_folder __cgw_found __cgw_shell
}

function __cgw_begin {
  __cgw_shell=$1 __cgw_mode=stay __cgw_restore= __cgw_before= __cgw_profile= __cgw_pin= __cgw_folder= __cgw_found=
  if [[ $- == *i* ]]; then
    __cgw_note
    __cgw_start
  fi
  __cgw_settle
}
