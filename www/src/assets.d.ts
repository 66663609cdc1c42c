/** Style sheets imported by TypeScript are text for a constructed style sheet (build.mjs). */
declare module '*.css' {
  const text: string;
  export default text;
}
