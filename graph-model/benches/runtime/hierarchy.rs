//! A hierarchy of five types with sixty properties, twelve in each type.

use std::fmt::Write;

use divan::{Bencher, black_box};
use graph_model::http::FromResponse;
use graph_model::path::{Collection, Route};
use graph_model::{Endpoint, graph_complex};
use http::{Request, Response};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::COUNTS;

/// Declares one struct with the properties of all levels, and a function that returns an object
/// with all of them.
macro_rules! flat {
    ($([$($text:ident $flag:ident $number:ident)*];)*) => {
        /// One struct with all sixty.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct Flat {
            #[serde(rename = "@odata.type")]
            pub tag: String,
            $($(
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $text: Option<String>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $flag: Option<bool>,
                #[serde(skip_serializing_if = "Option::is_none")]
                pub $number: Option<i64>,
            )*)*
        }

        fn object() -> String {
            let mut json = String::from("{\"@odata.type\":\"#bench.level5\"");
            $($(
                let camel = |name: &str| name.replace("_t", "T").replace("_f", "F").replace("_n", "N");
                write!(json, ",\"{}\":\"a text of a property\"", camel(stringify!($text))).unwrap();
                write!(json, ",\"{}\":true", camel(stringify!($flag))).unwrap();
                write!(json, ",\"{}\":1234567", camel(stringify!($number))).unwrap();
            )*)*
            json.push('}');
            json
        }
    };
}

flat! {
    [p11_text p11_flag p11_number p12_text p12_flag p12_number p13_text p13_flag p13_number p14_text p14_flag p14_number];
    [p21_text p21_flag p21_number p22_text p22_flag p22_number p23_text p23_flag p23_number p24_text p24_flag p24_number];
    [p31_text p31_flag p31_number p32_text p32_flag p32_number p33_text p33_flag p33_number p34_text p34_flag p34_number];
    [p41_text p41_flag p41_number p42_text p42_flag p42_number p43_text p43_flag p43_number p44_text p44_flag p44_number];
    [p51_text p51_flag p51_number p52_text p52_flag p52_number p53_text p53_flag p53_number p54_text p54_flag p54_number];
}

/// The hierarchy as this crate models it.
pub mod modelled {
    use graph_model::graph_entity;

    #[graph_entity(odata = "bench.level1", base = none)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Level1 {
        pub p11_text: Option<String>,
        pub p11_flag: Option<bool>,
        pub p11_number: Option<i64>,
        pub p12_text: Option<String>,
        pub p12_flag: Option<bool>,
        pub p12_number: Option<i64>,
        pub p13_text: Option<String>,
        pub p13_flag: Option<bool>,
        pub p13_number: Option<i64>,
        pub p14_text: Option<String>,
        pub p14_flag: Option<bool>,
        pub p14_number: Option<i64>,
    }

    #[graph_entity(odata = "bench.level2", base = Level1)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Level2 {
        pub p21_text: Option<String>,
        pub p21_flag: Option<bool>,
        pub p21_number: Option<i64>,
        pub p22_text: Option<String>,
        pub p22_flag: Option<bool>,
        pub p22_number: Option<i64>,
        pub p23_text: Option<String>,
        pub p23_flag: Option<bool>,
        pub p23_number: Option<i64>,
        pub p24_text: Option<String>,
        pub p24_flag: Option<bool>,
        pub p24_number: Option<i64>,
    }

    #[graph_entity(odata = "bench.level3", base = Level2)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Level3 {
        pub p31_text: Option<String>,
        pub p31_flag: Option<bool>,
        pub p31_number: Option<i64>,
        pub p32_text: Option<String>,
        pub p32_flag: Option<bool>,
        pub p32_number: Option<i64>,
        pub p33_text: Option<String>,
        pub p33_flag: Option<bool>,
        pub p33_number: Option<i64>,
        pub p34_text: Option<String>,
        pub p34_flag: Option<bool>,
        pub p34_number: Option<i64>,
    }

    #[graph_entity(odata = "bench.level4", base = Level3)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Level4 {
        pub p41_text: Option<String>,
        pub p41_flag: Option<bool>,
        pub p41_number: Option<i64>,
        pub p42_text: Option<String>,
        pub p42_flag: Option<bool>,
        pub p42_number: Option<i64>,
        pub p43_text: Option<String>,
        pub p43_flag: Option<bool>,
        pub p43_number: Option<i64>,
        pub p44_text: Option<String>,
        pub p44_flag: Option<bool>,
        pub p44_number: Option<i64>,
    }

    #[graph_entity(odata = "bench.level5", base = Level4)]
    #[derive(Clone, Debug, Default, PartialEq)]
    pub struct Level5 {
        pub p51_text: Option<String>,
        pub p51_flag: Option<bool>,
        pub p51_number: Option<i64>,
        pub p52_text: Option<String>,
        pub p52_flag: Option<bool>,
        pub p52_number: Option<i64>,
        pub p53_text: Option<String>,
        pub p53_flag: Option<bool>,
        pub p53_number: Option<i64>,
        pub p54_text: Option<String>,
        pub p54_flag: Option<bool>,
        pub p54_number: Option<i64>,
    }
}

/// The hierarchy with the base flattened into each type, as serde's guide describes it.
pub mod flatten {
    use serde::{Deserialize, Serialize};

    macro_rules! levels {
        ($($level:ident $(: $base:ident)?, [$($text:ident $flag:ident $number:ident)*];)*) => {
            $(
                #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
                #[serde(rename_all = "camelCase")]
                pub struct $level {
                    $(#[serde(flatten)] pub base: $base,)?
                    $(
                        #[serde(skip_serializing_if = "Option::is_none")]
                        pub $text: Option<String>,
                        #[serde(skip_serializing_if = "Option::is_none")]
                        pub $flag: Option<bool>,
                        #[serde(skip_serializing_if = "Option::is_none")]
                        pub $number: Option<i64>,
                    )*
                }
            )*
        };
    }

    levels! {
        Level1, [p11_text p11_flag p11_number p12_text p12_flag p12_number p13_text p13_flag p13_number p14_text p14_flag p14_number];
        Level2: Level1, [p21_text p21_flag p21_number p22_text p22_flag p22_number p23_text p23_flag p23_number p24_text p24_flag p24_number];
        Level3: Level2, [p31_text p31_flag p31_number p32_text p32_flag p32_number p33_text p33_flag p33_number p34_text p34_flag p34_number];
        Level4: Level3, [p41_text p41_flag p41_number p42_text p42_flag p42_number p43_text p43_flag p43_number p44_text p44_flag p44_number];
        Level5: Level4, [p51_text p51_flag p51_number p52_text p52_flag p52_number p53_text p53_flag p53_number p54_text p54_flag p54_number];
    }
}

use flatten::Level5 as FlattenedBases;

#[graph_complex(odata = "bench.list", tag = none)]
struct Objects {
    value: Vec<modelled::Level5>,
}

#[derive(Serialize, Deserialize)]
struct Page<T> {
    value: Vec<T>,
}

fn page(count: usize) -> String {
    format!("{{\"value\":[{}]}}", vec![object(); count].join(","))
}

#[divan::bench(args = COUNTS, types = [Objects, Page<Flat>, Page<FlattenedBases>, Value])]
fn read<T: DeserializeOwned>(bencher: Bencher, count: usize) {
    let json = page(count);
    bencher.bench(|| serde_json::from_str::<T>(black_box(&json)).unwrap());
}

/// Reads the page as a program reads a response. The alternatives are those of `read`.
#[divan::bench(args = COUNTS)]
fn from_response(bencher: Bencher, count: usize) {
    let json = page(count);
    bencher.bench(|| {
        let response = Response::new(black_box(json.as_bytes()));
        graph_model::Page::<modelled::Level5>::from_response(response).unwrap()
    });
}

#[divan::bench(args = COUNTS, types = [Objects, Page<Flat>, Page<FlattenedBases>, Value])]
fn write<T: DeserializeOwned + Serialize>(bencher: Bencher, count: usize) {
    let value: T = serde_json::from_str(&page(count)).unwrap();
    bencher.bench_local(|| serde_json::to_vec(black_box(&value)).unwrap());
}

const ENDPOINT: &str = "https://bench.example";
const OBJECTS: Route<Collection<modelled::Level5>> = Route::entity_set("objects");

/// Builds the requests that create the objects.
#[divan::bench(args = COUNTS)]
fn create(bencher: Bencher, count: usize) {
    let objects: Objects = serde_json::from_str(&page(count)).unwrap();
    let endpoint = Endpoint::new(ENDPOINT);
    bencher.bench_local(|| {
        let build = |object| {
            modelled::Level5::create(object)
                .at(&OBJECTS)
                .build(&endpoint)
        };
        let requests: Result<Vec<_>, _> = black_box(&objects).value.iter().map(build).collect();
        requests.unwrap()
    });
}

/// Builds the same requests with serde and the builder of `http`.
#[divan::bench(args = COUNTS)]
fn create_by_hand(bencher: Bencher, count: usize) {
    let objects: Page<Flat> = serde_json::from_str(&page(count)).unwrap();
    bencher.bench_local(|| {
        let build = |object| {
            Request::post(format!("{ENDPOINT}/objects"))
                .header("content-type", "application/json")
                .body(serde_json::to_vec(object).unwrap())
        };
        let requests: Result<Vec<_>, _> = black_box(&objects).value.iter().map(build).collect();
        requests.unwrap()
    });
}
