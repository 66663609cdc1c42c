#![no_main]
libfuzzer_sys::fuzz_target!(init: kamlens_fuzz::watch(), |data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        let _ = kamlens::api::mapping::parse(text);
    }
});
