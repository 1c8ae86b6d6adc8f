#compdef cgw
# Completion of cgw for zsh. In ~/.zshrc, behind compinit:  eval "$(cgw completion zsh)"
# or once, into a folder of $fpath:  cgw completion zsh > ~/.zsh/functions/_cgw

_cgw() {
  local reply line
  local -a columns open closed
  reply=$(command cgw completion zsh complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
  case $reply in
    '') return 1 ;;
    $'\tfiles\t'*)
      compset -P "${(b)reply#$'\tfiles\t'}"
      _files
      return ;;
    $'\tcommand\t'*)
      # The completion of another program: its name, if the line lacks it, and how many words are not its own.
      columns=("${(@ps:\t:)reply}")
      words=("${(@)words[columns[4] + 1, -1]}")
      (( CURRENT -= columns[4] ))
      if [[ -n $columns[3] ]]; then
        words=("$columns[3]" "$words[@]")
        (( CURRENT += 1 ))
      fi
      _normal
      return ;;
  esac
  for line in "${(@f)reply}"; do
    columns=("${(@ps:\t:)line}")
    if [[ -n $columns[2] ]]; then open+=("$columns[1]"); else closed+=("$columns[1]"); fi
  done
  _describe -t arguments argument closed -- open -S ''
}

if [[ ${funcstack[1]-} == _cgw ]]; then
  _cgw "$@"
elif (( $+functions[compdef] )); then
  compdef _cgw cgw
else
  # compinit comes later in this .zshrc: wait for the first prompt.
  _cgw_late() {
    emulate -L zsh
    precmd_functions=(${precmd_functions:#_cgw_late})
    if (( $+functions[compdef] )); then compdef _cgw cgw; fi
    unfunction _cgw_late
  }
  precmd_functions+=(_cgw_late)
fi
