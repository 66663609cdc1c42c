#![no_main]
const HEAD: &[u8] = b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">";
libfuzzer_sys::fuzz_target!(init: kamlens_fuzz::watch(), |data: &[u8]| {
    kamlens_fuzz::read("f.xml", &[HEAD, data].concat());
});
