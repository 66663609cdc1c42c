#![no_main]
const LINKS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/></Relationships>"#;
/// A workbook of one sheet `S` behind the link `rId1`.
const BOOK: &[u8] = b"\x9C\x01\x18\0\0\0\0\x01\0\0\0\x04\0\0\0r\0I\0d\x001\0\x01\0\0\0S\0";
libfuzzer_sys::fuzz_target!(init: kamlens_fuzz::watch(), |data: &[u8]| {
    let [sheet, strings, styles] = kamlens_fuzz::parts(data);
    let file = kamlens_fuzz::zip(&[
        ("xl/_rels/workbook.bin.rels", LINKS),
        ("xl/workbook.bin", BOOK),
        ("xl/worksheets/sheet1.bin", sheet),
        ("xl/sharedStrings.bin", strings),
        ("xl/styles.bin", styles),
    ]);
    kamlens_fuzz::read("f.xlsb", &file);
});
