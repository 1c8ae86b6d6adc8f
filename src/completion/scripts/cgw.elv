# Completion of cgw for Elvish. In ~/.config/elvish/rc.elv:  eval (cgw completion elvish | slurp)

use str

set edit:completion:arg-completer[cgw] = {|@words|
  # File names, behind what stands in the word before them. Elvish itself takes a `~` inside of a word as it is.
  fn files {|before|
    var path = (str:trim-prefix $words[-1] $before)
    var tilde home = '' ''
    if (str:has-prefix $path '~/') {
      set tilde home = '~/' $E:HOME/
    }
    edit:complete-filename $home(str:trim-prefix $path $tilde) | each {|file|
      var found = $before$tilde(str:trim-prefix $file[stem] $home)
      edit:complex-candidate $found &code-suffix=$file[code-suffix] &display=$file[display]
    }
  }
  try {
    var reply = (e:cgw completion elvish complete -- (all $words[1..]) 2>/dev/null | from-json)
    if (not-eq $reply[before] $nil) {
      files $reply[before]
    } else {
      for each $reply[candidates] {
        edit:complex-candidate $each[value] &code-suffix=$each[after] &display=$each[display]
      }
    }
  } catch {
    # Nothing to offer.
  }
}
