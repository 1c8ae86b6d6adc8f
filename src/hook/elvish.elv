
use path
use str

# The state of this shell, in variables of this code alone: no program sees what was cleared.
# follow: the nearest pin decides, else the default; stay: the user has decided; off: pins only
var mode = stay
# Code that brings back what the profile in force took away or changed, and the code that put it in force.
var restore = ''
var applied = ''
# That code, while it is undone for a moment.
var pending = ''
# The profile that this code has put in force.
var profile = ''
# Where `cgw use -` goes: a profile, --off or --follow.
var before = ''
# The nearest .cgw file when it was looked for last.
var pin = ''

fn current {
  if (has-env CGW_PROFILE) { get-env CGW_PROFILE } else { put '' }
}

# The nearest .cgw file from here upwards. What it says is read by the program alone.
fn find {
  var folder = (path:eval-symlinks $pwd)
  while $true {
    set pin = (path:join $folder .cgw)
    if (path:is-regular &follow-symlink=$true $pin) { return }
    if (eq $folder (path:dir $folder)) { break }
    set folder = (path:dir $folder)
  }
  set pin = ''
}

fn settle { set profile = (current) }

# A shell that was switched past this code (`eval (cgw env … | slurp)`) is left to its user.
fn own {
  if (not-eq (current) $profile) {
    set mode = stay
    set restore = ''
    set applied = ''
  }
}

fn carry-out {|code|
  # The code sets these too; named here, so that it can.
  nop $mode $restore
  eval $code
  set applied = $code
}

fn undo {
  eval $restore
  set restore = ''
  set applied = ''
}

# What a folder asks for. The profile of the folder before is undone first, whatever comes after.
fn apply {|caller|
  undo
  carry-out (run env --shell elvish --hook $caller | slurp)
}

# After an interrupt nothing more is carried out, so this has to wait for the prompt.
fn mend {
  if (not-eq $pending '') {
    carry-out $pending
    set pending = ''
  }
}

# What the user asks for. The program runs in the environment without the profile in force; where it fails, that
# comes back.
fn switch {|@words|
  var code = ''
  set pending = $applied
  eval $restore
  try {
    set code = (run env --shell elvish --hook use $@words | slurp)
  } catch e {
    mend
    fail $e
  }
  undo
  set pending = ''
  carry-out $code
  set mode = stay
}

fn switch-off {
  undo
  # A profile that came with the environment, as in a subshell, is cleared; what it cleared is not known here.
  if (not-eq (current) '') { switch --off }
  set restore = ''
  set applied = ''
  set mode = off
  find
}

fn follow {
  set mode = follow
  find
  apply here
}

# Follows the folder. Inside one project no program is started.
fn look {
  if (eq $mode stay) { return }
  var last = $pin
  find
  if (eq $pin $last) { return }
  own
  try {
    if (eq $mode follow) {
      apply here
    } elif (and (eq $mode off) (eq $pin '')) {
      undo
    } elif (eq $mode off) {
      apply pin
    }
  } finally {
    settle
  }
}

# `cgw use`: a profile or role, --off, or one of the states that `cgw use -` comes back to.
fn use-profile {|what|
  var last = '--'$mode
  own
  if (eq $mode stay) {
    set last = (if (eq (current) '') { put --off } else { current })
  }
  try {
    if (eq $what --off) {
      switch-off
    } elif (eq $what --follow) {
      follow
    } else {
      switch -- $what
    }
    set before = $last
  } finally {
    settle
  }
}

fn go-back {
  if (eq $before '') { fail 'cgw: use: there is nothing to go back to in this shell: cgw use NAME' }
  use-profile $before
}

# `cgw` in this shell: what `use` asks for happens here, all else is the program's.
fn cgw {|@words|
  var count = (count $words)
  if (and (== $count 1) (eq $words[0] use)) {
    use-profile (run pick)
  } elif (and (== $count 2) (eq $words [use -])) {
    go-back
  } elif (and (== $count 2) (eq $words[0] use) (or (eq $words[1] --off) (not (str:has-prefix $words[1] -)))) {
    use-profile $words[1]
  } elif (and (> $count 1) (eq $words[0] pin)) {
    run $@words
    own
    if (eq $mode follow) { follow }
    settle
  } else {
    run $@words
  }
}

# Scripts have no editor, and of a function that they evaluate they can keep nothing.
var interactive = $true
try { eval 'nop $edit:prompt' } catch { set interactive = $false }

# Evaluated twice, the first one stays: it knows what was there before.
each {|hook|
  try {
    if (eq $hook[body] ' look ') { set interactive = $false }
  } catch { }
} $after-chdir

if $interactive {
  each {|text| echo 'cgw: '$text >&2 } $messages
  carry-out (if (eq $begin $nil) { run env --shell elvish --hook start | slurp } else { put $begin })
  find
  settle
  set after-chdir = [$@after-chdir {|_| look }]
  # Only an editor has these, and code is refused that names what is not there.
  nop $cgw~ $mend~
  eval '
    edit:add-var cgw~ $cgw~
    set edit:before-readline = [$@edit:before-readline $mend~]
  '
}
