#![no_main]
libfuzzer_sys::fuzz_target!(init: kamlens_fuzz::watch(), |data: &[u8]| {
    kamlens_fuzz::tables(data);
});
