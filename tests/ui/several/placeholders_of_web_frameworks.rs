// 3 mistakes.
use graph_model::graph_entity;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId:int}")]
pub struct User {}

#[graph_entity(odata = "microsoft.graph.group", path = "/groups/{*groupId}")]
pub struct Group {}

#[graph_entity(odata = "microsoft.graph.device", path = "/devices/{deviceId?}")]
pub struct Device {}

fn main() {
    let _ = (
        UserPath { user_id: "4f" },
        GroupPath { group_id: "7d" },
        DevicePath { device_id: "5a" },
    );
}
