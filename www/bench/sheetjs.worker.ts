import { read } from 'xlsx';
import { serve } from './worker';

serve((_, bytes) => {
  const book = read(bytes, { dense: true });
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] as unknown as { '!data'?: unknown[] } & unknown[];
  return (sheet['!data'] ?? sheet).length;
});
