import { read } from 'xlsx';
import { seenInRows, serve } from './serve.js';

serve((_, bytes) => {
  const book = read(bytes, { dense: true });
  const sheet = book.Sheets[book.SheetNames[0]];
  const rows = sheet['!data'] ?? sheet;
  return seenInRows(rows, 1, (cell) => cell?.v);
});
