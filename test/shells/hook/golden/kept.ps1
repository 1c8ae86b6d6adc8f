$global:__cgw_program = 'C:\bin\bun.exe'
$global:__cgw_first = @('C:\cgw\src\cli.ts')
$__cgw_start = {
__cgw_carry_out (__cgw_ask start)
}
