
# The state of this shell. It is a record, and Nushell hands only text to programs: they see nothing of it.
#   mode     follow: the nearest pin decides, else the default; stay: the user has decided; off: pins only
#   restore  what the profile in force took away or changed: values to put back, names to hide
#   profile  the profile that this code has put in force
#   before   where `cgw use -` goes: a profile, --off or --follow
#   pin      the nearest .cgw file when it was looked for last
#   folder   where that was
#
# All is worked out first and changed at one go, by one command: one that calls several that change the environment
# cannot hide a variable from its own caller (Nushell 0.115).

const __cgw_nothing = {put: {}, hide: []}
const __cgw_same = {set: {}, unset: []}

# The nearest .cgw file from here upwards. What it says is read by the program alone.
def __cgw_find [] {
  mut folder = $env.PWD | path expand
  loop {
    let file = $folder | path join .cgw
    if ($file | path expand | path type) == file { return $file }
    let up = $folder | path dirname
    if $up in ["" $folder] { return "" }
    $folder = $up
  }
}

# The state; a shell that was switched past this code is left to its user.
def __cgw_state [] {
  if ($env.CGW_PROFILE? | default "") == $env.__cgw.profile { return $env.__cgw }
  $env.__cgw | merge {mode: stay, restore: $__cgw_nothing}
}

def __cgw_here [state: record] {
  $state | merge {pin: (__cgw_find), folder: $env.PWD}
}

# Of some variables, those that were there before the profile in force.
def __cgw_was [state: record, names: list<string>] {
  let put = $state.restore.put
  $names
  | where {|name| $name not-in $state.restore.hide }
  | reduce --fold {} {|name, all|
    let value = $put | get --optional $name | default ($env | get --optional $name)
    if $value == null { $all } else { $all | upsert $name $value }
  }
}

# An answer of the program in the place of the profile in force: what has to be set, hidden and remembered.
def __cgw_plan [state: record, answer: record] {
  let sets = $answer.set | columns
  let was = __cgw_was $state ($answer.unset ++ $sets)
  let profile = $answer.set | get --optional CGW_PROFILE | default (
    if CGW_PROFILE in $answer.unset { "" } else { __cgw_was $state [CGW_PROFILE] | get --optional CGW_PROFILE | default "" }
  )
  {
    set: ($state.restore.put | reject --optional ...$answer.unset | merge $answer.set)
    hide: ($state.restore.hide ++ $answer.unset | where {|name| $name not-in $sets })
    state: ($state | merge {profile: $profile, restore: {put: $was, hide: ($sets | where {|name| $name not-in $was })}})
  }
}

def --env __cgw_put [set: record, hide: list<string>] {
  hide-env --ignore-errors ...$hide
  # What is still there has been hiding another one: no program sees a null.
  load-env ($hide | where {|name| $name in $env } | reduce --fold $set {|name, all| $all | upsert $name null })
}

def --env __cgw_commit [plan: record] {
  __cgw_put ($plan.set | upsert __cgw $plan.state) $plan.hide
}

# The program answers in the environment without the profile in force, which is there for it alone.
def __cgw_ask [state: record, ...words: string] {
  __cgw_put $state.restore.put $state.restore.hide
  __cgw_run env --shell nu --hook ...$words | from json
}

# What a folder asks for. Nothing stays of the profile before, even where the program is gone.
def __cgw_follow [state: record, caller: string] {
  let answer = try { __cgw_ask $state $caller } catch {|error|
    print --stderr $error.rendered
    $__cgw_same
  }
  __cgw_plan $state $answer
}

# What the user asks for. Where it is unavailable, that is an error, and all stays as it is.
def __cgw_switch [state: record, name: string] {
  __cgw_plan ($state | merge {mode: stay}) (__cgw_ask $state use "--" $name)
}

# A profile that came with the environment, as in a subshell, is cleared; what it cleared is not known here.
def __cgw_off [state: record] {
  let came = (__cgw_was $state [CGW_PROFILE]) != {}
  let plan = __cgw_plan $state (if $came { __cgw_ask $state use "--off" } else { $__cgw_same })
  $plan | upsert state (__cgw_here ($plan.state | merge {mode: off, restore: $__cgw_nothing}))
}

# `cgw use`: a profile or role, --off, or one of the states that `cgw use -` comes back to.
def __cgw_use [what: string] {
  let owned = __cgw_state
  let last = if $owned.mode != stay { $"--($owned.mode)" } else { $env.CGW_PROFILE? | default "--off" }
  let state = $owned | merge {before: $last}
  match $what {
    "--off" => { __cgw_off $state }
    "--follow" => { __cgw_follow (__cgw_here ($state | merge {mode: follow})) here }
    _ => { __cgw_switch $state $what }
  }
}

# Where a folder is entered that another pin governs.
def __cgw_moved [] {
  let state = __cgw_here (__cgw_state)
  if $state.pin == $env.__cgw.pin or $state.mode == stay {
    {set: {}, hide: [], state: $state}
  } else if $state.mode == follow {
    __cgw_follow $state here
  } else if $state.pin == "" {
    __cgw_plan $state $__cgw_same
  } else {
    __cgw_follow $state pin
  }
}

# Follows the folder. Inside one project no program is started.
def --env __cgw_look [] {
  if $env.__cgw.mode != stay and $env.__cgw.folder != $env.PWD { __cgw_commit (__cgw_moved) }
}

# What `use` asks for happens in this shell, and a new pin counts at once.
def __cgw_claims [words: list<string>] {
  let name = $words | get --optional 1 | default ""
  match ($words | get --optional 0) {
    "use" => (($words | length) < 3 and ($name in ["-" "--off"] or not ($name | str starts-with "-")))
    "pin" => (($words | length) > 1 and "--json" not-in $words and $env.__cgw.mode == follow)
    _ => false
  }
}

def __cgw_do [words: list<string>] {
  if $words.0 == pin {
    __cgw_run ...$words
    __cgw_follow (__cgw_here (__cgw_state)) here
  } else if ($words | length) == 1 {
    __cgw_use (__cgw_run pick | str trim)
  } else if $words.1 != "-" {
    __cgw_use $words.1
  } else if $env.__cgw.before != "" {
    __cgw_use $env.__cgw.before
  } else {
    error make --unspanned {msg: "cgw: use: there is nothing to go back to in this shell: cgw use NAME"}
  }
}

# `cgw` in this shell: all that is not claimed is the program’s. What is piped in goes to the first command, so there
# is but one.
@complete external
def --env --wrapped cgw [...words: string] {
  if (__cgw_claims $words) { __cgw_commit (__cgw_do $words) } else { __cgw_run ...$words }
}

# A second time the state stays: it knows what was there before.
if "__cgw" not-in $env {
  $env.__cgw = {
    mode: stay
    restore: $__cgw_nothing
    profile: ($env.CGW_PROFILE? | default "")
    before: ""
    pin: ""
    folder: $env.PWD
  }
  if $nu.is-interactive {
    let answer = __cgw_ask $env.__cgw start
    let mode = if $answer.follow { "follow" } else { "stay" }
    __cgw_commit (__cgw_plan (__cgw_here ($env.__cgw | merge {mode: $mode})) $answer)
    $env.config.hooks.env_change.PWD = $env.config.hooks.env_change.PWD? | default [] | append {|| __cgw_look }
  }
}
