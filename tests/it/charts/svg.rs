//! Reads a chart's SVG with a parser that is not ours.

use kamlens::chart::Chart;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

const ELEMENTS: [&str; 8] = [
    "svg", "defs", "pattern", "g", "path", "rect", "circle", "text",
];

/// Well-formed, of harmless elements and attributes, with all marks named as the chart says.
pub fn check(chart: &Chart, place: &str) {
    let mut reader = Reader::from_str(&chart.svg);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut marks, mut texts) = (0, 0, 0);
    loop {
        match reader
            .read_event()
            .unwrap_or_else(|e| panic!("{place}: {e}"))
        {
            Event::Start(start) => {
                depth += 1;
                element(&start, chart, &mut marks, &mut texts, place);
            }
            Event::Empty(start) => element(&start, chart, &mut marks, &mut texts, place),
            Event::End(_) => depth -= 1,
            Event::Text(text) => {
                let legal = |c: char| !c.is_control() && c != '\u{FFFE}' && c != '\u{202E}';
                assert!(text.chars().all(legal), "{place}");
            }
            Event::GeneralRef(_) => {}
            Event::Eof => break,
            other => panic!("{place}: {other:?}"),
        }
    }
    assert_eq!(depth, 0, "{place}");
    assert_eq!(marks, chart.marks.len(), "{place}");
    assert_eq!(texts, chart.text_boxes.len(), "{place}");
}

fn element(
    start: &BytesStart<'_>,
    chart: &Chart,
    marks: &mut usize,
    texts: &mut usize,
    place: &str,
) {
    let name = start.name().as_ref().to_owned();
    assert!(ELEMENTS.contains(&name.as_str()), "{place}: <{name}>");
    *texts += usize::from(name == "text");
    let mut label = None;
    let mut index = None;
    for attribute in start.attributes() {
        let attribute = attribute.unwrap_or_else(|e| panic!("{place}: {e}"));
        let key = attribute.key.as_ref().to_owned();
        let safe = key != "style" && !key.starts_with("on") && !key.ends_with("href");
        assert!(safe, "{place}: {key}");
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .unwrap()
            .into_owned();
        coordinate(&key, &value, place);
        match key.as_str() {
            "aria-label" => label = Some(value),
            "data-i" => index = Some(value.parse::<usize>().unwrap()),
            _ => {}
        }
    }
    if let Some(index) = index {
        assert_eq!(index, *marks, "{place}: marks are numbered in order");
        let name = label.unwrap_or_default();
        assert!(!name.trim().is_empty(), "{place}: mark {index} has no name");
        assert_eq!(name, chart.marks[index].label, "{place}");
        *marks += 1;
    }
}

/// Coordinates have at most one decimal.
fn coordinate(key: &str, value: &str, place: &str) {
    if ["x", "y", "width", "height", "cx", "cy", "r"].contains(&key) {
        let decimals = value.split_once('.').map_or(0, |(_, d)| d.len());
        assert!(decimals <= 1, "{place}: {key}={value}");
        assert!(value.parse::<f64>().is_ok(), "{place}: {key}={value}");
    }
}
