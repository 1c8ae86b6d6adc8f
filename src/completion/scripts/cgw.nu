# Completion of cgw for Nushell:
#   cgw completion nu | save --force ($nu.user-autoload-dirs | first | path join cgw-completion.nu)
# What another completer knows is left to it.

$env.config.completions.external.completer = (do {|others|
  {|spans|
    if ($spans | first | path parse | get stem) != cgw {
      if $others != null { do $others $spans }
    } else {
      try {
        let reply = (^cgw completion nu complete -- ...($spans | skip 1) | complete | get stdout | from json)
        if $reply.path == null {
          $reply.candidates
        } else if $reply.before != '' {
          # File names behind what stands in the word before them. Without that, Nushell offers its own.
          glob $"($reply.path | str replace --regex '^~' ('~' | path expand))*" | each {|file| $"($reply.before)($file)" }
        }
      } catch {
        []
      }
    }
  }
} $env.config.completions.external.completer)
