#![no_main]
libfuzzer_sys::fuzz_target!(init: kamlens_fuzz::watch(), |data: &[u8]| {
    let mime = b"application/vnd.oasis.opendocument.spreadsheet";
    let file = kamlens_fuzz::zip(&[("mimetype", mime), ("content.xml", data)]);
    kamlens_fuzz::read("f.ods", &file);
});
