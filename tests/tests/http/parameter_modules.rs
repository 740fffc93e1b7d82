//! Parameters of operations whose modules write them.

use graph_model::{Endpoint, RequestBuilder, graph_action, graph_entity, graph_function};

/// Writes whole hours as a string such as `2h`.
mod hours {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(value: &u8, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{value}h"))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.trim_end_matches('h').parse().map_err(D::Error::custom)
    }
}

#[graph_entity(odata = "contoso.device", path = "/devices/{deviceId}")]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Device {
    pub name: Option<String>,
}

#[graph_action(odata = "contoso.snooze", on = Device)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Snooze {
    #[graph(with = hours)]
    pub length: u8,
    #[graph(name = "notBefore", with = hours)]
    pub earliest: u8,
}

#[graph_function(odata = "contoso.isAwake", on = Device, returns = bool)]
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IsAwake {
    #[graph(with = hours)]
    pub after: u8,
}

fn sent<A>(request: RequestBuilder<A>) -> String {
    let request = request.build(&Endpoint::V1_0).unwrap();
    let body = String::from_utf8(request.body().clone()).unwrap();
    format!("{} {} {body}", request.method(), request.uri().path())
}

#[test]
fn a_module_writes_the_parameter_of_an_action() {
    let snooze = Snooze {
        length: 2,
        earliest: 22,
    };
    assert_eq!(
        sent(snooze.at(&DevicePath { device_id: "7" })),
        r#"POST /v1.0/devices/7/snooze {"length":"2h","notBefore":"22h"}"#
    );
}

#[test]
fn a_module_writes_the_parameter_of_a_function() {
    assert_eq!(
        sent(IsAwake { after: 3 }.at(&DevicePath { device_id: "7" })),
        "GET /v1.0/devices/7/isAwake(after='3h') "
    );
}
