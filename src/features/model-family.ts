/** Words in the names of models that are not Claude. */
const others =
  /(^|[^a-z])(gpt|o[134]|gemini|gemma|llama|qwen|glm|kimi|deepseek|mistral|codestral|minimax|grok|phi)([^a-z]|$)/i;

/** Whether a model’s name says that it is not a Claude model; names that say nothing are taken for Claude. */
export function isOtherModel(model: string): boolean {
  return !/claude|anthropic/i.test(model) && others.test(model);
}
