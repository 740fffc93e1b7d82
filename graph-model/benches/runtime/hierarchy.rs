//! A hierarchy five deep with sixty properties, twelve of each type.

use std::fmt::Write;

use divan::{Bencher, black_box};
use graph_model::graph_complex;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::COUNTS;

/// Twelve fields of four types, as three kinds of structs have them.
macro_rules! hierarchy {
    ($($level:ident: $base:tt, $odata:literal, [$($text:ident $flag:ident $number:ident)*];)*) => {
        /// As this crate models it.
        pub mod modelled {
            use graph_model::graph_entity;

            $(
                #[graph_entity(odata = $odata, base = $base)]
                #[derive(Clone, Debug, Default, PartialEq)]
                pub struct $level {
                    $(
                        pub $text: Option<String>,
                        pub $flag: Option<bool>,
                        pub $number: Option<i64>,
                    )*
                }
            )*
        }

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

hierarchy! {
    Level1: none, "bench.level1", [p11_text p11_flag p11_number p12_text p12_flag p12_number p13_text p13_flag p13_number p14_text p14_flag p14_number];
    Level2: Level1, "bench.level2", [p21_text p21_flag p21_number p22_text p22_flag p22_number p23_text p23_flag p23_number p24_text p24_flag p24_number];
    Level3: Level2, "bench.level3", [p31_text p31_flag p31_number p32_text p32_flag p32_number p33_text p33_flag p33_number p34_text p34_flag p34_number];
    Level4: Level3, "bench.level4", [p41_text p41_flag p41_number p42_text p42_flag p42_number p43_text p43_flag p43_number p44_text p44_flag p44_number];
    Level5: Level4, "bench.level5", [p51_text p51_flag p51_number p52_text p52_flag p52_number p53_text p53_flag p53_number p54_text p54_flag p54_number];
}

/// The base flattened into each type, as serde's guide has it.
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

#[divan::bench(args = COUNTS, types = [Objects, Page<Flat>, Page<FlattenedBases>, Value])]
fn write<T: DeserializeOwned + Serialize>(bencher: Bencher, count: usize) {
    let value: T = serde_json::from_str(&page(count)).unwrap();
    bencher.bench_local(|| serde_json::to_vec(black_box(&value)).unwrap());
}
