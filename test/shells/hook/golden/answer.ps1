$global:__cgw.Mode = 'follow';
$global:__cgw.Restore = 'Remove-Item -ErrorAction Ignore -LiteralPath Env:CGW_PROFILE;' + [char]10 + '$env:ANTHROPIC_API_KEY = ''it''''s $HOME `n'';' + [char]10 + '$env:AWS_REGION = '''';' + [char]10;
Remove-Item -ErrorAction Ignore -LiteralPath Env:ANTHROPIC_API_KEY;
$env:AWS_REGION = 'eu-west-1';
$env:CGW_PROFILE = 'cloud';
