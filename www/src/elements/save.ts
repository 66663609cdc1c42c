/** Gives the person a file. */
export function save(name: string, blob: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has taken the blob over once the click was handled.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
