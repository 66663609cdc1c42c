/** The part of papaparse that the bench uses; it ships no types. */
declare module 'papaparse' {
  const Papa: { parse(text: string, options: { dynamicTyping: boolean }): { data: unknown[] } };
  export default Papa;
}
