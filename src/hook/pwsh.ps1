
# The state of this shell, in a variable, which no program sees. A second time it stays: it knows what was there before.
#   Mode     follow: the nearest pin decides, else the default; stay: the user has decided; off: pins only
#   Restore  code that brings back what the profile in force took away or changed
#   Applied  the code that put it in force
#   Profile  the profile that this code has put in force
#   Before   where `cgw use -` goes: a profile, --off or --follow
#   Pin      the nearest .cgw file when it was looked for last
$__cgw_new = -not (Test-Path -LiteralPath Variable:global:__cgw)
if ($__cgw_new) {
    $global:__cgw = @{ Mode = 'stay'; Restore = ''; Applied = ''; Profile = ''; Before = ''; Pin = '' }
}

function global:__cgw_current {
    [string][Environment]::GetEnvironmentVariable('CGW_PROFILE')
}

# The nearest .cgw file from here upwards. What it says is read by the program alone.
function global:__cgw_find {
    $folder = if ($PWD.Provider.Name -eq 'FileSystem') { $PWD.ProviderPath } else { '' }
    $global:__cgw.Pin = ''
    while ($folder) {
        $file = [IO.Path]::Combine($folder, '.cgw')
        if ([IO.File]::Exists($file)) {
            $global:__cgw.Pin = $file
            return
        }
        $folder = [IO.Path]::GetDirectoryName($folder)
    }
}

function global:__cgw_settle {
    $global:__cgw.Profile = __cgw_current
}

# A shell that was switched past this code is left to its user.
function global:__cgw_own {
    if ((__cgw_current) -cne $global:__cgw.Profile) {
        $global:__cgw.Mode = 'stay'
        $global:__cgw.Restore = $global:__cgw.Applied = ''
    }
}

function global:__cgw_evaluate([string] $code) {
    if ($code.Trim()) { Invoke-Expression $code }
}

function global:__cgw_carry_out([string] $code) {
    __cgw_evaluate $code
    $global:__cgw.Applied = $code
}

function global:__cgw_undo {
    __cgw_evaluate $global:__cgw.Restore
    $global:__cgw.Restore = $global:__cgw.Applied = ''
}

# An answer of the program, which is UTF-8 whatever the console is; nothing where it fails.
function global:__cgw_ask([string[]] $words) {
    $PSNativeCommandUseErrorActionPreference = $false
    $words = @('env', '--shell', 'pwsh', '--hook') + $words
    $encoding = [Console]::OutputEncoding
    try {
        [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false
        $code = & $__cgw_program @__cgw_first @words | Out-String
    } finally {
        [Console]::OutputEncoding = $encoding
    }
    if ($global:LASTEXITCODE -eq 0) { return $code }
}

# What a folder asks for. The profile of the folder before is undone first, whatever comes after.
function global:__cgw_apply([string] $caller) {
    __cgw_undo
    __cgw_carry_out (__cgw_ask $caller)
}

# What the user asks for. The program runs in the environment without the profile in force; where it fails, that
# comes back.
function global:__cgw_switch([string[]] $words) {
    $code = $null
    __cgw_evaluate $global:__cgw.Restore
    try {
        $code = __cgw_ask (@('use') + $words)
    } finally {
        if ($null -eq $code) { __cgw_evaluate $global:__cgw.Applied }
    }
    if ($null -eq $code) { return $false }
    __cgw_undo
    __cgw_carry_out $code
    $global:__cgw.Mode = 'stay'
    $true
}

function global:__cgw_off {
    __cgw_undo
    # A profile that came with the environment, as in a subshell, is cleared; what it cleared is not known here.
    if ((__cgw_current) -and -not (__cgw_switch '--off')) { return $false }
    $global:__cgw.Restore = $global:__cgw.Applied = ''
    $global:__cgw.Mode = 'off'
    __cgw_find
    $true
}

function global:__cgw_follow {
    $global:__cgw.Mode = 'follow'
    __cgw_find
    __cgw_apply here
}

# Follows the folder. Inside one project no program is started.
function global:__cgw_look {
    if ($global:__cgw.Mode -eq 'stay') { return }
    $last = $global:__cgw.Pin
    __cgw_find
    if ($global:__cgw.Pin -ceq $last) { return }
    $status = Get-Variable -Name LASTEXITCODE -Scope Global -ValueOnly -ErrorAction Ignore
    try {
        __cgw_own
        if ($global:__cgw.Mode -eq 'follow') { __cgw_apply here }
        elseif ($global:__cgw.Mode -eq 'off' -and $global:__cgw.Pin) { __cgw_apply pin }
        elseif ($global:__cgw.Mode -eq 'off') { __cgw_undo }
    } finally {
        __cgw_settle
        $global:LASTEXITCODE = $status
    }
}

# `cgw use`: a profile or role, --off, or one of the states that `cgw use -` comes back to.
function global:__cgw_use([string] $what) {
    $last = '--' + $global:__cgw.Mode
    __cgw_own
    if ($global:__cgw.Mode -eq 'stay') {
        $last = __cgw_current
        if (-not $last) { $last = '--off' }
    }
    try {
        $done = $true
        if ($what -ceq '--off') { $done = __cgw_off }
        elseif ($what -ceq '--follow') { __cgw_follow }
        else { $done = __cgw_switch @('--', $what) }
        if ($done) { $global:__cgw.Before = $last }
    } finally {
        __cgw_settle
    }
}

# `cgw` in this shell: what `use` asks for happens here, all else is the program’s. PowerShell takes a bare `--` away
# from every function, so it has to be quoted: cgw '--' --continue.
function global:cgw {
    __cgw_look
    $words = @($args)
    if ($words.Count -eq 1 -and $words[0] -ceq 'use') {
        $name = & $__cgw_program @__cgw_first pick
        if ($name) { __cgw_use $name }
    } elseif ($words.Count -eq 2 -and $words[0] -ceq 'use' -and $words[1] -ceq '-') {
        if ($global:__cgw.Before) { __cgw_use $global:__cgw.Before }
        else {
            [Console]::Error.WriteLine("cgw: use: there is nothing to go back to in this shell`n     cgw use NAME")
            $global:LASTEXITCODE = 2
        }
    } elseif ($words.Count -eq 2 -and $words[0] -ceq 'use' -and $words[1] -cmatch '^(--off$|[^-]|$)') {
        __cgw_use $words[1]
    } elseif ($MyInvocation.ExpectingInput) {
        $input | & $__cgw_program @__cgw_first @args
    } else {
        & $__cgw_program @__cgw_first @args
        if ($words.Count -gt 1 -and $words[0] -ceq 'pin' -and $global:LASTEXITCODE -eq 0) {
            __cgw_own
            if ($global:__cgw.Mode -eq 'follow') { __cgw_follow }
            __cgw_settle
        }
    }
}

# PowerShell reads its profile for scripts and commands too, and does not say which it is about to run.
$__cgw_line = @([Environment]::GetCommandLineArgs() | Select-Object -Skip 1)
$__cgw_script = $__cgw_line -match '^[-/]{1,2}(c|com.*|f|fi.*|e|ec|en.*|noni.*)$|\.ps1$'
$__cgw_interactive = -not [Console]::IsInputRedirected -and
    (-not $__cgw_script -or ($__cgw_line -match '^[-/]{1,2}noe'))
if ($__cgw_new -and $__cgw_interactive) {
    . $__cgw_start
    __cgw_find
    # An action of its own and no other `prompt`, which could not hand $? on. Windows PowerShell 5 has none.
    if ($PSVersionTable.PSVersion.Major -ge 7) {
        $__cgw_action = [EventHandler[Management.Automation.LocationChangedEventArgs]] { __cgw_look }
        $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction = [Delegate]::Combine(
            $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction, $__cgw_action)
    }
}
if ($__cgw_new) { __cgw_settle }
Remove-Variable -Name __cgw_new, __cgw_line, __cgw_script, __cgw_interactive, __cgw_action, __cgw_start -ErrorAction Ignore
