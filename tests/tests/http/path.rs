//! Resource paths: whatever a value contains, it stays one segment and comes back unchanged.

use graph_model::path::PathError;
use graph_model::{ResourcePath, graph_entity};
use graph_model_tests::intune::DeviceCompliancePolicyAssignmentPath;

#[graph_entity(odata = "microsoft.graph.user", path = "/users/{userId}")]
pub struct User {}

#[graph_entity(
    odata = "microsoft.graph.driveItem",
    path = "/drives/{driveId}/root:/{itemPath}:/microsoft.graph.folder"
)]
pub struct DriveItem {}

#[graph_entity(
    odata = "microsoft.graph.report",
    path = "/reports/microsoft.graph.byName(name='{reportName}',period='{type}')/items/{itemId}"
)]
pub struct Report {}

#[graph_entity(odata = "microsoft.graph.organization", path = "/organization")]
pub struct Organization {}

#[graph_entity(
    odata = "microsoft.graph.cell",
    path = "/a/{one}/b/{two}/c/{three}/d(row={four})"
)]
pub struct Cell {}

const VALUES: [&str; 20] = [
    "4214b716-b716-4214-16b7-144216b71442",
    "/",
    "a/b",
    "../../me",
    "..",
    ".",
    "a..b",
    "?",
    "a?$top=1",
    "#",
    "a#b",
    "%",
    "%2F",
    "100%25",
    "O'Neil",
    "'",
    " a b ",
    "😀 é",
    "('x')",
    "-._~:@!$&()*+,;=",
];

#[test]
fn a_value_stays_one_segment_and_is_parsed_back() {
    for value in VALUES {
        let text = UserPath { user_id: value }.to_string();
        let segment = text.strip_prefix("/users/").unwrap();
        assert!(
            segment
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)),
            "{value} became {segment}"
        );
        assert_ne!(segment, "..");
        assert_eq!(
            UserPath::parse(&text).unwrap().path(),
            UserPath { user_id: value }
        );
    }
}

#[test]
fn a_value_is_encoded_byte_by_byte() {
    assert_eq!(
        UserPath {
            user_id: "a/b?c#d%e'f g😀"
        }
        .to_string(),
        "/users/a%2Fb%3Fc%23d%25e%27f%20g%F0%9F%98%80"
    );
    assert_eq!(
        UserPath {
            user_id: "Az09-._~"
        }
        .to_string(),
        "/users/Az09-._~"
    );
    assert_eq!(UserPath { user_id: ".." }.to_string(), "/users/%2E%2E");
}

#[test]
fn a_quoted_value_has_its_quotes_doubled() {
    let path = ReportPath {
        report_name: "O'Neil's",
        r#type: "D7",
        item_id: "'",
    };
    assert_eq!(
        path.to_string(),
        "/reports/microsoft.graph.byName(name='O%27%27Neil%27%27s',period='D7')/items/%27"
    );
    assert_eq!(ReportPath::parse(&path.to_string()).unwrap().path(), path);
    let raw = "/reports/microsoft.graph.byName(name='O''Neil',period='')/items/1";
    assert_eq!(
        ReportPath::parse(raw),
        Err(PathError::EmptyValue {
            placeholder: "type"
        })
    );
    let raw = "/reports/microsoft.graph.byName(name='O''Neil/x',period=')')/items/1";
    assert_eq!(
        ReportPath::parse(raw).unwrap().path(),
        ReportPath {
            report_name: "O'Neil/x",
            r#type: ")",
            item_id: "1"
        }
    );
}

#[test]
fn every_value_survives_in_every_kind_of_placeholder() {
    for one in VALUES {
        for two in VALUES {
            let item = DriveItemPath {
                drive_id: one,
                item_path: two,
            };
            assert_eq!(
                DriveItemPath::parse(&item.to_string()).unwrap().path(),
                item
            );
            let report = ReportPath {
                report_name: one,
                r#type: two,
                item_id: one,
            };
            assert_eq!(
                ReportPath::parse(&report.to_string()).unwrap().path(),
                report
            );
            let cell = CellPath {
                one,
                two,
                three: one,
                four: two,
            };
            assert_eq!(CellPath::parse(&cell.to_string()).unwrap().path(), cell);
        }
    }
}

#[graph_entity(
    odata = "microsoft.graph.file",
    path = "/files/.{name}.json/of(a={a},b={b})"
)]
pub struct File {}

#[graph_entity(odata = "microsoft.graph.dotted", path = "/dotted/{name}.")]
pub struct Dotted {}

#[test]
fn a_value_inside_a_segment_survives_and_never_makes_a_dot_segment() {
    for one in VALUES {
        for two in [".json", "a.json", "json", "-,b=", ")"] {
            let file = FilePath {
                name: two,
                a: one,
                b: two,
            };
            assert_eq!(FilePath::parse(&file.to_string()).unwrap().path(), file);
        }
        let dotted = DottedPath { name: one };
        assert_eq!(
            DottedPath::parse(&dotted.to_string()).unwrap().path(),
            dotted
        );
    }
    assert_eq!(
        DottedPath { name: "." }.to_text(),
        Err(PathError::DotSegment {
            placeholder: "name"
        })
    );
    assert_eq!(
        DottedPath { name: ".." }.to_text().unwrap(),
        "/dotted/%2E%2E."
    );
}

#[test]
fn a_path_may_have_no_placeholder() {
    assert_eq!(OrganizationPath.to_string(), "/organization");
    assert_eq!(
        OrganizationPath::parse("https://graph.microsoft.com/beta/organization")
            .unwrap()
            .path(),
        OrganizationPath
    );
}

#[test]
fn a_path_is_parsed_from_any_form_the_service_writes() {
    let expected = DeviceCompliancePolicyAssignmentPath {
        device_compliance_policy_id: "p'1",
        device_compliance_policy_assignment_id: "a/2",
    };
    for text in [
        "/deviceManagement/deviceCompliancePolicies/p'1/assignments/a%2F2",
        "/DEVICEmanagement/devicecompliancepolicies/p%271/Assignments/a%2f2",
        "https://graph.microsoft.com/beta/deviceManagement/deviceCompliancePolicies/p'1/assignments/a%2F2",
        "https://graph.microsoft.com/v1.0/$metadata/deviceManagement/deviceCompliancePolicies('p''1')/assignments('a%2F2')",
        "http://127.0.0.1:8080/deviceManagement/deviceCompliancePolicies('p%27%271')/assignments/a%2F2",
    ] {
        let parsed = DeviceCompliancePolicyAssignmentPath::parse(text).unwrap();
        assert_eq!(parsed.path(), expected, "{text}");
        assert_eq!(
            parsed.to_string(),
            "/deviceManagement/deviceCompliancePolicies/p%271/assignments/a%2F2"
        );
    }
}

#[test]
fn a_path_is_parsed_without_its_leading_slash_and_with_a_type_cast_after_it() {
    for text in [
        "users/4f",
        "users('4f')",
        "/users/4f/microsoft.graph.user",
        "https://graph.microsoft.com/v2/9c1d/users/4f/Microsoft.DirectoryServices.User",
    ] {
        assert_eq!(
            UserPath::parse(text).unwrap().path(),
            UserPath { user_id: "4f" },
            "{text}"
        );
    }
    let dotted = UserPath {
        user_id: "adele.vance",
    };
    assert_eq!(UserPath::parse(&dotted.to_string()).unwrap().path(), dotted);
}

#[test]
fn a_string_that_is_not_the_path_is_refused() {
    let template = "/users/{userId}".to_owned();
    for text in [
        "",
        "/",
        "/user/4f",
        "/users/4f/",
        "/users/4f/messages",
        "/users/4f?$select=id",
        "/users/4f#x",
        "/users('4f'",
        "/users(4f)",
        "https://evil/x?y=/users/4f",
        "https://evil/x#/users/4f",
        "/users/4f/manager.x/y",
        "/users('4f')x",
        "/users('",
        "/usersé/4f",
        "https://",
        "https://graph.microsoft.com",
        "https://graph.microsoft.com/v1.0/groups/4f",
    ] {
        assert_eq!(
            UserPath::parse(text),
            Err(PathError::Mismatch {
                template: template.clone()
            }),
            "{text}"
        );
    }
    assert_eq!(
        UserPath::parse("/users/"),
        Err(PathError::EmptyValue {
            placeholder: "userId"
        })
    );
    for text in ["/users/%2", "/users/a%", "/users/%zz"] {
        assert_eq!(
            UserPath::parse(text),
            Err(PathError::Undecodable {
                placeholder: "userId"
            })
        );
    }
    for text in ["/users/..", "https://graph.microsoft.com/v1.0/users/."] {
        assert_eq!(
            UserPath::parse(text),
            Err(PathError::DotSegment {
                placeholder: "userId"
            })
        );
    }
    assert_eq!(
        UserPath::parse("/users/%FF"),
        Err(PathError::Undecodable {
            placeholder: "userId"
        })
    );
}

#[test]
fn a_parsed_path_is_a_path() {
    let parsed = UserPath::parse("/users/a%2Fb").unwrap();
    assert_eq!(parsed.to_string(), "/users/a%2Fb");
    assert_eq!(format!("{parsed:?}"), r#"ParsedPath(["a/b"])"#);
    let request = User::patch()
        .at(&parsed)
        .build(&graph_model::Endpoint::V1_0)
        .unwrap();
    assert_eq!(
        request.uri(),
        "https://graph.microsoft.com/v1.0/users/a%2Fb"
    );
    assert_eq!(
        <UserPath<'_> as ResourcePath>::TEMPLATE.placeholders(),
        ["userId"]
    );
}

#[graph_entity(
    odata = "contoso.order",
    path = "/Orders(OrderID={orderId},Product='{product}')"
)]
pub struct Order {}

#[graph_entity(odata = "contoso.product", path = "/Products/{productId}")]
pub struct Product {}

#[graph_entity(odata = "contoso.price", base = none, path = "/Prices({priceId})")]
pub struct Price {
    #[graph(key)]
    pub price_id: i64,
}

#[test]
fn the_parts_of_a_key_are_parsed_in_any_order_and_with_or_without_a_name() {
    let order = OrderPath {
        order_id: "7",
        product: "a,b)='c'",
    };
    for text in [
        "/Orders(OrderID=7,Product='a,b)=''c''')",
        "/Orders(Product='a,b)=''c''',OrderID=7)",
        "https://api.contoso.com/odata/Orders(Product='a,b)=''c''',OrderID=7)",
        "Orders(Product='a%2Cb%29%3D%27%27c%27%27',OrderID=7)",
    ] {
        assert_eq!(OrderPath::parse(text).unwrap().path(), order, "{text}");
    }
    assert_eq!(OrderPath::parse(&order.to_string()).unwrap().path(), order);
    for text in ["/Orders(OrderID=7)", "/Orders(Other='x',OrderID=7)"] {
        assert!(OrderPath::parse(text).is_err(), "{text}");
    }
    for text in [
        "/Products/1",
        "/Products(1)",
        "/Products(ProductID=1)",
        "Products('1')",
        "https://api.contoso.com/odata/Products(ID='1')",
    ] {
        let parsed = ProductPath::parse(text);
        assert_eq!(
            parsed.unwrap().path(),
            ProductPath { product_id: "1" },
            "{text}"
        );
    }
    for text in ["/Prices(1)", "/Prices(PriceID=1)"] {
        assert_eq!(
            PricePath::parse(text).unwrap().path(),
            PricePath { price_id: "1" },
            "{text}"
        );
    }
    // What only looks like a key stays what it is.
    let odd = ProductPath {
        product_id: "a(b=c)d",
    };
    assert_eq!(ProductPath::parse(&odd.to_string()).unwrap().path(), odd);
}

#[test]
fn a_key_is_never_a_system_resource() {
    for id in ["$ref", "$count", "$it's"] {
        let path = UserPath { user_id: id };
        let text = path.to_string();
        assert!(text.starts_with("/users('%24"), "{text}");
        assert_eq!(UserPath::parse(&text).unwrap().path(), path);
    }
}
