# Completion of cgw for fish. In ~/.config/fish/config.fish:  cgw completion fish | source
# or once:  cgw completion fish > ~/.config/fish/completions/cgw.fish

function __cgw_complete
    set -l words (commandline -xpc 2>/dev/null; or commandline -opc)
    set -l typed (commandline -ct)
    set -l word (string unescape -- "$typed")
    or set word "$typed"
    set -l reply (command cgw completion fish complete -- $words[2..] "$word" 2>/dev/null)
    set -l columns (string split \t -- "$reply[1]")
    if test "$columns[1]" != ''
        printf '%s\n' $reply
    else if test "$columns[2]" = files
        for file in (complete -C "'' "(string replace -- $columns[3] '' "$typed"))
            printf '%s\n' "$columns[3]$file"
        end
    else if test "$columns[2]" = command
        # The completion of another program: its name, if the line lacks it, and how many words are not its own.
        set -e words[1..$columns[4]]
        set -l own (string match -v '' -- $columns[3]) (string escape -- $words)
        complete -C (string join ' ' -- $own "$typed")
    end
end

complete -c cgw -e
complete -c cgw -f -k -a '(__cgw_complete)'
