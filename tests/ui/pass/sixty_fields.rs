#![deny(warnings)]

use graph_model::graph_entity;

#[graph_entity(odata = "contoso.wide", path = "/wide/{id}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wide {
    pub property_0: Option<String>,
    pub property_1: Option<i32>,
    pub property_2: Option<bool>,
    pub property_3: Option<f64>,
    pub property_4: Option<Vec<String>>,
    pub property_5: Option<i64>,
    pub property_6: Option<String>,
    pub property_7: Option<i32>,
    pub property_8: Option<bool>,
    pub property_9: Option<f64>,
    pub property_10: Option<Vec<String>>,
    pub property_11: Option<i64>,
    pub property_12: Option<String>,
    pub property_13: Option<i32>,
    pub property_14: Option<bool>,
    pub property_15: Option<f64>,
    pub property_16: Option<Vec<String>>,
    pub property_17: Option<i64>,
    pub property_18: Option<String>,
    pub property_19: Option<i32>,
    pub property_20: Option<bool>,
    pub property_21: Option<f64>,
    pub property_22: Option<Vec<String>>,
    pub property_23: Option<i64>,
    pub property_24: Option<String>,
    pub property_25: Option<i32>,
    pub property_26: Option<bool>,
    pub property_27: Option<f64>,
    pub property_28: Option<Vec<String>>,
    pub property_29: Option<i64>,
    pub property_30: Option<String>,
    pub property_31: Option<i32>,
    pub property_32: Option<bool>,
    pub property_33: Option<f64>,
    pub property_34: Option<Vec<String>>,
    pub property_35: Option<i64>,
    pub property_36: Option<String>,
    pub property_37: Option<i32>,
    pub property_38: Option<bool>,
    pub property_39: Option<f64>,
    pub property_40: Option<Vec<String>>,
    pub property_41: Option<i64>,
    pub property_42: Option<String>,
    pub property_43: Option<i32>,
    pub property_44: Option<bool>,
    pub property_45: Option<f64>,
    pub property_46: Option<Vec<String>>,
    pub property_47: Option<i64>,
    pub property_48: Option<String>,
    pub property_49: Option<i32>,
    pub property_50: Option<bool>,
    pub property_51: Option<f64>,
    pub property_52: Option<Vec<String>>,
    pub property_53: Option<i64>,
    pub property_54: Option<String>,
    pub property_55: Option<i32>,
    pub property_56: Option<bool>,
    pub property_57: Option<f64>,
    pub property_58: Option<Vec<String>>,
    pub property_59: Option<i64>,
}

fn main() {
    let text = r##"{"@odata.type":"#contoso.wide","property0":"a","property59":1}"##;
    let wide: Wide = serde_json::from_str(text).unwrap();
    assert_eq!(wide.property_59, Some(1));
    assert_eq!(serde_json::to_string(&wide.changes_since(&Wide::default())).unwrap(), text);
}
