$global:__cgw_program = '/opt/it''s $mine/cgw'
$global:__cgw_first = @()
$__cgw_start = {
__cgw_carry_out '$global:__cgw.Mode = ''follow'';' + [char]10
[Console]::Error.WriteLine('cgw: it''s gone' + [char]10 + '     $(look) for it')
}
