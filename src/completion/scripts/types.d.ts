/** Shell code that is read as text; the other languages are declared beside the code of `cgw hook`. */
declare module '*.bash' {
  const text: string;
  export default text;
}
declare module '*.zsh' {
  const text: string;
  export default text;
}
