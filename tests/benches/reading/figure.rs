//! Draws the time per object against the number of objects, of properties and of levels of
//! inheritance, compared with one flat struct with serde's derives.
//!
//! `cargo bench --bench figure` in this folder writes `graph-model/benches/reading.svg`. All six properties of a level are
//! in each object, and its tag is first.

use std::error::Error;
use std::fmt::Write;
use std::hint::black_box;

use graph_model::{FromResponse, graph_entity};
use http::Response;
use plotters::coord::Shift;
use plotters::coord::ranged1d::{AsRangedCoord, ValueFormatter};
use plotters::prelude::*;
use serde::Deserialize;

use crate::time::{Read, median};

mod time;

/// The file that is drawn.
const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../../../graph-model/benches/reading.svg"
);
/// The number of objects in a page where it does not vary.
const OBJECTS: usize = 100;
/// The properties that each level declares.
const PROPERTIES_OF_A_LEVEL: usize = 6;

/// Declares a type of one level with these properties, and the same struct with serde's derives.
macro_rules! one_level {
    ($modelled:ident $flat:ident $odata:tt, $($text:ident $flag:ident $number:ident)*) => {
        #[graph_entity(odata = $odata, base = none)]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $modelled {
            $(
                pub $text: Option<String>,
                pub $flag: Option<bool>,
                pub $number: Option<i64>,
            )*
        }

        #[derive(Deserialize)]
        pub struct $flat {
            $(
                pub $text: Option<String>,
                pub $flag: Option<bool>,
                pub $number: Option<i64>,
            )*
        }
    };
}

one_level! { One Flat1 "bench.one", t1 f1 n1 t2 f2 n2 }
one_level! { Two Flat2 "bench.two", t1 f1 n1 t2 f2 n2 t3 f3 n3 t4 f4 n4 }
one_level! { Four Flat4 "bench.four",
    t1 f1 n1 t2 f2 n2 t3 f3 n3 t4 f4 n4 t5 f5 n5 t6 f6 n6 t7 f7 n7 t8 f8 n8
}
one_level! { Eight Flat8 "bench.eight",
    t1 f1 n1 t2 f2 n2 t3 f3 n3 t4 f4 n4 t5 f5 n5 t6 f6 n6 t7 f7 n7 t8 f8 n8
    t9 f9 n9 t10 f10 n10 t11 f11 n11 t12 f12 n12 t13 f13 n13 t14 f14 n14 t15 f15 n15 t16 f16 n16
}

/// Declares one level of a hierarchy.
macro_rules! level {
    ($level:ident $base:ident $odata:tt, $($text:ident $flag:ident $number:ident)*) => {
        #[graph_entity(odata = $odata, base = $base)]
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $level {
            $(
                pub $text: Option<String>,
                pub $flag: Option<bool>,
                pub $number: Option<i64>,
            )*
        }
    };
}

level! { Level1 none "bench.level1", t1 f1 n1 t2 f2 n2 }
level! { Level2 Level1 "bench.level2", t3 f3 n3 t4 f4 n4 }
level! { Level3 Level2 "bench.level3", t5 f5 n5 t6 f6 n6 }
level! { Level4 Level3 "bench.level4", t7 f7 n7 t8 f8 n8 }
level! { Level5 Level4 "bench.level5", t9 f9 n9 t10 f10 n10 }
level! { Level6 Level5 "bench.level6", t11 f11 n11 t12 f12 n12 }
level! { Level7 Level6 "bench.level7", t13 f13 n13 t14 f14 n14 }
level! { Level8 Level7 "bench.level8", t15 f15 n15 t16 f16 n16 }

#[derive(Deserialize)]
struct FlatPage<T> {
    value: Vec<T>,
}

/// Reads a page of a type of this crate.
macro_rules! modelled {
    ($type:ident) => {
        |json| {
            let response = Response::new(&*json);
            black_box(graph_model::Page::<$type>::from_response(response).unwrap());
        }
    };
}

/// Reads a page of a struct with serde's derives.
macro_rules! flat {
    ($type:ident) => {
        |json| {
            let page: FlatPage<$type> = serde_json::from_slice(json).unwrap();
            black_box(page.value);
        }
    };
}

/// A tag with its reader and that of the flat struct, for a number of levels.
type Readers = (usize, &'static str, Read, Read);

/// All properties in one type.
const ONE_LEVEL: [Readers; 4] = [
    (1, "bench.one", modelled!(One), flat!(Flat1)),
    (2, "bench.two", modelled!(Two), flat!(Flat2)),
    (4, "bench.four", modelled!(Four), flat!(Flat4)),
    (8, "bench.eight", modelled!(Eight), flat!(Flat8)),
];

/// The same properties, six in each level.
const LEVELS: [Readers; 4] = [
    (1, "bench.level1", modelled!(Level1), flat!(Flat1)),
    (2, "bench.level2", modelled!(Level2), flat!(Flat2)),
    (4, "bench.level4", modelled!(Level4), flat!(Flat4)),
    (8, "bench.level8", modelled!(Level8), flat!(Flat8)),
];

/// The microseconds per object at one number of objects, properties or levels.
struct Point {
    number: usize,
    modelled: f64,
    flat: f64,
}

impl Point {
    fn measured(number: usize, count: usize, (levels, tag, modelled, flat): Readers) -> Self {
        let json = page(count, tag, levels * PROPERTIES_OF_A_LEVEL / 3).into_bytes();
        let per_object = |read| median(read, &json) / count as f64 / 1000.0;
        Self {
            number,
            modelled: per_object(modelled),
            flat: per_object(flat),
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let objects = [1, 10, 100, 1000, 10_000].map(|count| Point::measured(count, count, LEVELS[2]));
    let properties = ONE_LEVEL
        .map(|readers| Point::measured(readers.0 * PROPERTIES_OF_A_LEVEL, OBJECTS, readers));
    let levels = LEVELS.map(|readers| Point::measured(readers.0, OBJECTS, readers));

    let area = SVGBackend::new(FILE, (960, 320)).into_drawing_area();
    area.fill(&WHITE)?;
    let panels = area.split_evenly((1, 3));
    let objects_axis = (1.0..10_000.0).log_scale();
    draw(
        &panels[0],
        "Objects in a page, 24 properties in 4 levels",
        objects_axis,
        &objects,
    )?;
    draw(
        &panels[1],
        "Properties, in one level",
        0.0..50.0,
        &properties,
    )?;
    draw(
        &panels[2],
        "Levels, with 6 properties each",
        0.0..8.5,
        &levels,
    )?;
    area.present()?;
    Ok(())
}

/// The time at a point of one of the two lines.
type Height = fn(&Point) -> f64;

/// Draws the two lines of one panel, and prints their points.
fn draw<X>(
    area: &DrawingArea<SVGBackend<'_>, Shift>,
    title: &str,
    axis: X,
    points: &[Point],
) -> Result<(), Box<dyn Error>>
where
    X: AsRangedCoord<Value = f64>,
    X::CoordDescType: ValueFormatter<f64>,
{
    println!("{title}");
    for point in points {
        let Point {
            number,
            modelled,
            flat,
        } = point;
        println!(
            "  {number}: {modelled:.2} µs, flat struct {flat:.2} µs, {:.2}",
            modelled / flat
        );
    }
    let highest = points
        .iter()
        .map(|point| point.modelled.max(point.flat))
        .fold(0.0, f64::max);
    let mut chart = ChartBuilder::on(area)
        .caption(title, ("sans-serif", 13))
        .margin(10)
        .x_label_area_size(24)
        .y_label_area_size(40)
        .build_cartesian_2d(axis, 0.0..highest * 1.2)?;
    chart
        .configure_mesh()
        .disable_mesh()
        .y_desc("µs per object")
        .x_label_formatter(&|number| format!("{number:.0}"))
        .x_labels(6)
        .y_labels(6)
        .draw()?;
    let lines: [(&str, RGBColor, Height); 2] = [
        ("graph-model", BLUE, |point| point.modelled),
        ("flat struct", BLACK, |point| point.flat),
    ];
    for (name, color, height) in lines {
        let line = points
            .iter()
            .map(|point| (point.number as f64, height(point)));
        chart
            .draw_series(LineSeries::new(line, color).point_size(2))?
            .label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 16, y)], color));
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::LowerRight)
        .draw()?;
    Ok(())
}

/// A page of objects, each with three times `triples` properties.
fn page(count: usize, tag: &str, triples: usize) -> String {
    let mut object = format!(r##"{{"@odata.type":"#{tag}""##);
    for number in 1..=triples {
        write!(
            object,
            r#","t{number}":"a string","f{number}":true,"n{number}":1234567"#
        )
        .unwrap();
    }
    object.push('}');
    format!(r#"{{"value":[{}]}}"#, vec![object; count].join(","))
}
