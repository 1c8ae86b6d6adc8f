# Completion of cgw for bash (3.2 and later). In ~/.bashrc:  eval "$(cgw completion bash)"

_cgw() {
  local reply candidate line=${COMP_LINE:0:COMP_POINT}
  COMPREPLY=()
  reply=$(command cgw completion bash complete -- "$line" "$2" 2>/dev/null) || return 0
  case $reply in
    '') ;;
    $'\tfiles\t'*)
      reply=${reply#$'\tfiles\t'}
      _cgw_files "${reply%%$'\t'*}" "${reply#*$'\t'}" "$2"
      ;;
    $'\tcommand\t'*) _cgw_hand_over "$line" "${reply#$'\tcommand\t'}" ;;
    *) while IFS= read -r candidate; do COMPREPLY+=("$candidate"); done <<<"$reply" ;;
  esac
}

# File names for $3. $1 is the quote that is open, $2 what stands in the word before the path.
_cgw_files() {
  local file end path=${3#"$2"}
  if [[ -z $2 ]] && type compopt &>/dev/null; then
    compopt -o default +o nospace
    return
  fi
  [[ -z $1 ]] && path=${path//\\/}
  while IFS= read -r file; do
    [[ -z $file ]] && continue
    end=
    [[ -d ${file/#\~/$HOME} ]] && end=/
    if [[ -z $1 ]]; then file=${file// /\\ } end=${end:- }; fi
    COMPREPLY+=("$2$file$end")
  done <<<"$(compgen -f -- "$path")"
}

# The completion of another program: $2 is its name, if the line lacks it, a tab, and the rest of the line.
_cgw_hand_over() {
  local program=${2%%$'\t'*} own=${2#*$'\t'} rest=$1 first=0 spec
  # The first of bash's words that reaches into the line of that program is its first.
  while ((first < COMP_CWORD)); do
    rest=${rest#*"${COMP_WORDS[first]}"}
    ((${#rest} < ${#own})) && break
    first=$((first + 1))
  done
  if [[ -n $program ]]; then
    COMP_WORDS=("$program" "${COMP_WORDS[@]:first}")
    COMP_CWORD=$((COMP_CWORD - first + 1))
    COMP_LINE="$program $own"
  else
    COMP_WORDS=("${COMP_WORDS[@]:first}")
    COMP_CWORD=$((COMP_CWORD - first))
    COMP_LINE=$own
  fi
  COMP_POINT=${#COMP_LINE}
  local word=${COMP_WORDS[COMP_CWORD]-} name=${COMP_WORDS[0]-}
  if ((COMP_CWORD == 0)); then
    _cgw_programs "$word"
    return
  fi
  # bash-completion, where it is there, loads what it knows at the first use.
  complete -p -- "$name" &>/dev/null || {
    if declare -F _comp_load &>/dev/null; then _comp_load -- "$name"
    elif declare -F __load_completion &>/dev/null; then __load_completion "$name"
    fi
  } &>/dev/null
  spec=" $(complete -p -- "$name" 2>/dev/null) "
  if [[ $spec == *' -F '* ]]; then
    local function=${spec#*' -F '}
    _cgw_options "$spec"
    "${function%% *}" "$name" "$word" "${COMP_WORDS[COMP_CWORD - 1]}"
    # bash 3 puts no blank behind a word for us.
    if ! type compopt &>/dev/null && [[ $spec != *' -o nospace '* && ${#COMPREPLY[@]} -gt 0 ]]; then
      COMPREPLY=("${COMPREPLY[@]/%/ }")
    fi
  else
    _cgw_files '' '' "$word"
  fi
}

_cgw_programs() {
  local program
  while IFS= read -r program; do
    [[ -z $program ]] || COMPREPLY+=("$program ")
  done <<<"$(compgen -c -- "$1")"
}

# What the other completion is registered with holds for what it finds.
_cgw_options() {
  local option
  type compopt &>/dev/null || return
  for option in bashdefault default dirnames filenames noquote nosort nospace plusdirs; do
    if [[ $1 == *" -o $option "* ]]; then compopt -o $option 2>/dev/null; fi
  done
  [[ $1 == *' -o nospace '* ]] || compopt +o nospace
}

complete -o nospace -F _cgw cgw
