# Completion of cgw for PowerShell. In $PROFILE:  cgw completion pwsh | Out-String | Invoke-Expression

Register-ArgumentCompleter -Native -CommandName cgw -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $words = @($commandAst.CommandElements | Select-Object -Skip 1 |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    ForEach-Object {
      if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value }
      else { $_.Extent.Text }
    })
  $program = Get-Command -Name cgw -CommandType Application -TotalCount 1 -ErrorAction Ignore
  if (-not $program) { return '' }
  $encoding = [Console]::OutputEncoding
  try {
    # Names may be of any script.
    [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new()
    # PowerShell before 7.3 drops an empty argument, so the last one has a sign in front.
    $reply = & $program completion pwsh complete -- @words "+$wordToComplete" 2>$null | ConvertFrom-Json
  } finally {
    [Console]::OutputEncoding = $encoding
  }
  # Without any answer PowerShell offers file names, which is wanted only for files.
  if (-not $reply) { return '' }
  if ($null -ne $reply.path) {
    if ($reply.before -eq '') { return }
    return [System.Management.Automation.CompletionCompleters]::CompleteFilename($reply.path) | ForEach-Object {
      [System.Management.Automation.CompletionResult]::new(
        $reply.before + $_.CompletionText, $_.ListItemText, $_.ResultType, $_.ToolTip)
    }
  }
  if ($reply.candidates.Count -eq 0) { return '' }
  $reply.candidates | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_.text, $_.value, 'ParameterValue', $_.help)
  }
}
