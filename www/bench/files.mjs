/** What is read, and by whom; the first reader is ours. */
const sheets = ['kamlens', 'sheetjs', 'exceljs', 'read-excel-file', 'duckdb'];
const texts = ['kamlens', 'papaparse', 'udsv', 'duckdb'];
const fifty = { name: '50k.xlsx', rows: 50_000 };

export const files = [
  { name: '10k.xlsx', rows: 10_000, columns: 20, runs: 5, readers: sheets },
  { name: '10k.csv', rows: 10_000, columns: 20, runs: 5, readers: texts },
  { name: '100k.xlsx', rows: 100_000, columns: 20, runs: 3, readers: sheets },
  { name: '100k.csv', rows: 100_000, columns: 20, runs: 3, readers: texts },
  { name: '100k.gb18030.csv', rows: 100_000, columns: 20, runs: 3, readers: texts },
  { name: '500k.xlsx', rows: 500_000, columns: 12, runs: 3, readers: sheets },
  { name: '500k.csv', rows: 500_000, columns: 12, runs: 3, readers: texts },
  { name: '50k.xls', rows: 50_000, columns: 20, runs: 3, readers: ['kamlens-large', 'sheetjs'], from: fifty, type: 'biff8' },
  { name: '50k.ods', rows: 50_000, columns: 20, runs: 3, readers: ['kamlens-large', 'sheetjs'], from: fifty, type: 'ods' },
];
