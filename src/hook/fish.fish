
# The state of this shell, in variables that are not exported: no program may see what was cleared.
#   __cgw_mode     follow: the nearest pin decides, else the default; stay: the user has decided; off: pins only
#   __cgw_restore  code that brings back what the profile in force took away or changed; $__cgw_put and $__cgw_drop
#                  say to `set` where
#   __cgw_profile  the profile that this code has put in force
#   __cgw_before   where `cgw use -` goes: a profile, --off or --follow
#   __cgw_pin      the nearest .cgw file when it was looked for last

# The nearest .cgw file from here upwards. What it says is read by the program alone.
function __cgw_find
    set -g __cgw_pin
    set -l folder (builtin pwd -P | string collect)
    set -l up ''
    # As many folders as there are, or more: above the root is the root.
    for each in (string split / -- "$folder")
        if test -f "$up".cgw
            while test -n "$up"
                set folder (string replace -r '/[^/]*\z' '' -- "$folder" | string collect)
                set up (string sub -s 4 -- $up)
            end
            set -g __cgw_pin (string replace -r '/\z' '' -- "$folder" | string collect)/.cgw
            return
        end
        set up ../$up
    end
end

# Follows the folder. Inside one project no program is started.
function __cgw_look
    test "$__cgw_mode" = stay; and return
    set -l before "$__cgw_pin"
    __cgw_find
    test "$__cgw_pin" = "$before"; and return
    __cgw_own
    switch $__cgw_mode:"$__cgw_pin"
        case 'stay:*'
        case off:
            __cgw_undo
        case 'off:*'
            __cgw_apply pin
        case '*'
            __cgw_apply here
    end
    __cgw_settle
end

# A shell that was switched past this code (`cgw env … | source`) is left to its user.
function __cgw_own
    if test "$CGW_PROFILE" != "$__cgw_profile"
        set -g __cgw_mode stay
        set -g __cgw_restore
    end
end

function __cgw_undo
    set -l __cgw_put -gx
    set -l __cgw_drop -eg
    eval "$__cgw_restore"
    set -g __cgw_restore
end

# What a folder asks for. The profile of the folder before is undone first, whatever comes after.
function __cgw_apply
    __cgw_undo
    # No command substitution: its errors would not go where those of this command are sent.
    $__cgw_program env --shell fish --hook $argv[1] | read -lz code
    test $pipestatus[1] -eq 0; and eval "$code"
end

# What the user asks for. Where it is unavailable, all stays as it is, so the program runs in a scope of its own, in
# which all is undone. It is no function: that would not see the scope.
function __cgw_switch
    begin
        set -l __cgw_put -lx
        set -l __cgw_drop -l
        eval "$__cgw_restore"
        $__cgw_program env --shell fish --hook use $argv
    end | read -lz code
    set -l result $pipestatus[1]
    test $result -eq 0; or return $result
    __cgw_undo
    eval "$code"
    set -g __cgw_mode stay
end

function __cgw_off
    __cgw_undo
    # A profile that came with the environment, as in a subshell, is cleared; what it cleared is not known here.
    if test -n "$CGW_PROFILE"
        __cgw_switch --off; or return
        set -g __cgw_restore
    end
    set -g __cgw_mode off
    __cgw_find
end

function __cgw_follow
    set -g __cgw_mode follow
    __cgw_find
    __cgw_apply here
end

# `cgw use`: a profile or role, --off, or one of the states that `cgw use -` comes back to.
function __cgw_use
    set -l before --$__cgw_mode
    __cgw_own
    if test "$__cgw_mode" = stay
        set before --off
        test -n "$CGW_PROFILE"; and set before $CGW_PROFILE
    end
    switch "$argv[1]"
        case --off
            __cgw_off; or return
        case --follow
            __cgw_follow; or return
        case '*'
            __cgw_switch -- $argv[1]; or return
    end
    set -g __cgw_before $before
    __cgw_settle
end

function __cgw_back
    if test -n "$__cgw_before"
        __cgw_use $__cgw_before
    else
        printf 'cgw: use: there is nothing to go back to in this shell\n     cgw use NAME\n' >&2
        return 2
    end
end

function __cgw_pick
    set -l name ($__cgw_program pick)
    or return
    __cgw_use $name
end

function __cgw_settle
    set -g __cgw_profile "$CGW_PROFILE"
end

# `cgw` in this shell: what `use` asks for happens here, all else is the program's.
function cgw
    switch "$argv[1]":(count $argv):"$argv[2]"
        case use:1:
            __cgw_pick
        case use:2:-
            __cgw_back
        case use:2:--off
            __cgw_use --off
        case 'use:2:-*'
            $__cgw_program $argv
        case 'use:2:*'
            __cgw_use "$argv[2]"
        case 'pin:1:*'
            $__cgw_program $argv
        case 'pin:*'
            $__cgw_program $argv
            or return
            __cgw_own
            test "$__cgw_mode" = follow; and __cgw_follow
            __cgw_settle
        case '*'
            $__cgw_program $argv
    end
end

if not set -q __cgw_mode
    set -g __cgw_mode stay
    set -g __cgw_restore
    set -g __cgw_before
    set -g __cgw_pin
    if status is-interactive
        __cgw_find
        __cgw_start
    end
    __cgw_settle
end
functions -e __cgw_start
if status is-interactive
    function __cgw_pwd --on-variable PWD
        __cgw_look
    end
end
