//! Enumerations and sets of flags: known members, and members that the service adds.

use graph_model::{EdmType, Flags, Property, graph_complex, graph_enum};
use graph_model_tests::intune::FilterType;

/// Members with names that the usual rule does not give.
#[graph_enum(odata = "microsoft.graph.hash")]
#[derive(Clone, Debug, PartialEq)]
pub enum Hash {
    #[graph(name = "SHA1")]
    Sha1,
    #[graph(name = "sha_256")]
    Sha256,
    UnknownFutureValue,
    #[graph(value = 16)]
    Later,
    LaterStill,
    #[graph(value = -1)]
    Never,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_enum(odata = "microsoft.graph.rights", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Rights {
    #[graph(value = 0)]
    None,
    Read,
    Write,
    Delete,
    #[graph(value = 7)]
    All,
    #[graph(unknown)]
    Unknown(Box<str>),
}

#[graph_enum(odata = "contoso.bare", flags)]
pub enum Bare {
    One,
    #[graph(unknown)]
    Unknown(String),
}

#[graph_complex(odata = "contoso.file", tag = none)]
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    pub hash: Option<Hash>,
    pub rights: Option<Flags<Rights>>,
    pub others: Vec<Hash>,
}

fn hash(json: &str) -> Hash {
    serde_json::from_str(json).unwrap()
}

fn rights(json: &str) -> Flags<Rights> {
    serde_json::from_str(json).unwrap()
}

#[test]
fn members_have_the_names_that_they_are_given() {
    for (member, name) in [
        (Hash::Sha1, "SHA1"),
        (Hash::Sha256, "sha_256"),
        (Hash::UnknownFutureValue, "unknownFutureValue"),
        (Hash::Later, "later"),
        (Hash::LaterStill, "laterStill"),
    ] {
        assert_eq!(member.as_str(), name);
        assert_eq!(member.to_string(), name);
        assert_eq!(Hash::from(name), member);
        let json = format!("\"{name}\"");
        assert_eq!(serde_json::to_string(&member).unwrap(), json);
        assert_eq!(hash(&json), member);
    }
}

#[test]
fn an_unknown_member_keeps_its_name() {
    for name in ["SHA3", "sha_1", "", "a \"b\" é", "99", "007x"] {
        let json = serde_json::to_string(name).unwrap();
        assert_eq!(hash(&json), Hash::Unknown(name.to_owned()));
        assert_eq!(serde_json::to_string(&hash(&json)).unwrap(), json);
    }
}

#[test]
fn a_number_is_read_as_the_member_with_that_value() {
    for (json, member) in [
        ("0", Hash::Sha1),
        ("1", Hash::Sha256),
        ("2", Hash::UnknownFutureValue),
        ("16", Hash::Later),
        ("17", Hash::LaterStill),
        ("-1", Hash::Never),
        ("3", Hash::Unknown("3".into())),
        ("\"16\"", Hash::Later),
        (
            "18446744073709551615",
            Hash::Unknown("18446744073709551615".into()),
        ),
    ] {
        assert_eq!(hash(json), member, "{json}");
    }
    assert_eq!(serde_json::to_string(&hash("16")).unwrap(), "\"later\"");
}

#[test]
fn a_value_that_cannot_be_a_member_is_an_error_that_names_the_enumeration() {
    for json in ["true", "[]", "{}", "1.5", "null"] {
        let error = serde_json::from_str::<Hash>(json).unwrap_err().to_string();
        assert!(
            error.contains("expected a member of `microsoft.graph.hash`"),
            "{error}"
        );
    }
}

#[test]
fn a_description_lists_the_members_with_their_values() {
    let members: Vec<_> = Hash::TYPE
        .members()
        .iter()
        .map(|member| (member.name(), member.value()))
        .collect();
    assert_eq!(
        members,
        [
            ("SHA1", 0),
            ("sha_256", 1),
            ("unknownFutureValue", 2),
            ("later", 16),
            ("laterStill", 17),
            ("never", -1)
        ]
    );
    let members: Vec<_> = Rights::TYPE
        .members()
        .iter()
        .map(|member| (member.name(), member.value()))
        .collect();
    assert_eq!(
        members,
        [
            ("none", 0),
            ("read", 1),
            ("write", 2),
            ("delete", 4),
            ("all", 7)
        ]
    );
    assert!(Rights::TYPE.is_flags() && !Hash::TYPE.is_flags());
    assert_eq!(Hash::TYPE.name(), "microsoft.graph.hash");
    assert_eq!(
        <Option<Flags<Rights>> as Property>::EDM_TYPE,
        EdmType::Enumeration("microsoft.graph.rights")
    );
    assert_eq!(
        <Vec<Hash> as Property>::EDM_TYPE,
        EdmType::Enumeration("microsoft.graph.hash")
    );
}

#[test]
fn flags_are_read_with_both_separators_and_written_in_the_order_of_declaration() {
    for json in [
        "\"write,read\"",
        "\"write, read\"",
        "\" read ,  write,read\"",
        "\"1,2\"",
    ] {
        let flags = rights(json);
        assert_eq!(flags, Flags::from([Rights::Read, Rights::Write]), "{json}");
        assert_eq!(serde_json::to_string(&flags).unwrap(), "\"read,write\"");
    }
}

#[test]
fn unknown_flags_are_kept() {
    let flags = rights("\"share, delete,audit\"");
    assert_eq!(
        serde_json::to_string(&flags).unwrap(),
        "\"delete,audit,share\""
    );
    assert!(flags.contains(&Rights::Unknown("share".into())));
    assert_eq!(flags.len(), 3);
}

#[test]
fn the_empty_set_is_the_member_with_value_zero() {
    assert_eq!(
        serde_json::to_string(&Flags::<Rights>::new()).unwrap(),
        "\"none\""
    );
    assert!(rights("\"\"").is_empty());
    assert_eq!(rights("\"none\""), Flags::new());
    assert_eq!(Flags::from([Rights::None]), Flags::new());
    assert!(Flags::<Rights>::new().contains(&Rights::None));
    assert!(!Flags::from([Rights::Read]).contains(&Rights::None));
    assert_eq!(rights("\"none,read\""), Flags::from([Rights::Read]));
    assert_eq!(
        serde_json::to_string(&rights("\"none\"")).unwrap(),
        "\"none\""
    );

    let mut flags = Flags::<Bare>::new();
    assert_eq!(serde_json::to_string(&flags).unwrap(), "\"0\"");
    assert!(flags.insert(Bare::One) && !flags.insert(Bare::One));
    assert_eq!(flags.to_string(), "one");
    assert!(serde_json::from_str::<Flags<Bare>>("0").unwrap().is_empty());
}

#[test]
fn a_number_is_read_as_the_set_of_its_bits() {
    for (json, text) in [
        ("3", "read,write"),
        ("7", "all"),
        ("5", "read,delete"),
        ("0", "none"),
        ("8", "8"),
        ("9", "read,8"),
        ("\"2\"", "write"),
    ] {
        assert_eq!(rights(json).to_string(), text, "{json}");
    }
}

#[test]
fn flags_are_a_set() {
    use Rights::{Delete, Read, Unknown, Write};
    let share = || Unknown("share".into());
    let a = Flags::from([Read, Write, share()]);
    let b: Flags<Rights> = [Write, Delete].into_iter().collect();
    assert_eq!(
        a.clone() | b.clone(),
        Flags::from([Read, Write, Delete, share()])
    );
    assert_eq!(a.clone() & b.clone(), Flags::from([Write]));
    assert_eq!(a.clone() ^ b.clone(), Flags::from([Read, Delete, share()]));
    assert_eq!(a.clone() - b.clone(), Flags::from([Read, share()]));
    assert!(Flags::from([Write]).is_subset(&a) && !b.is_subset(&a));
    let mut c = a.clone();
    assert!(!c.insert(Read) && c.insert(Delete) && !c.insert(Rights::None));
    assert!(c.remove(&share()) && !c.remove(&share()) && c.remove(&Read));
    assert_eq!(c.iter().collect::<Vec<_>>(), [Write, Delete]);
    c.extend([Read]);
    assert_eq!(format!("{c:?}"), "Flags(read,write,delete)");
    assert_eq!(Flags::<Rights>::default().len(), 0);
}

#[test]
fn an_unknown_flag_of_both_sets_is_combined_like_a_known_one() {
    use Rights::{Delete, Read, Unknown};
    let share = || Unknown("share".into());
    let (a, b) = (Flags::from([Read, share()]), Flags::from([Delete, share()]));
    assert_eq!(a.clone() | b.clone(), Flags::from([Read, Delete, share()]));
    assert_eq!(a.clone() & b.clone(), Flags::from([share()]));
    assert_eq!(a.clone() ^ b.clone(), Flags::from([Read, Delete]));
    assert_eq!(a - b, Flags::from([Read]));
}

#[test]
fn a_value_that_cannot_be_flags_is_an_error_that_names_the_enumeration() {
    for (json, found) in [
        ("true", "boolean `true`"),
        ("[]", "sequence"),
        ("{}", "map"),
        ("1.5", "floating point `1.5`"),
    ] {
        let error = serde_json::from_str::<Flags<Rights>>(json).unwrap_err();
        let expected =
            format!("invalid type: {found}, expected members of `microsoft.graph.rights`");
        assert!(error.to_string().starts_with(&expected), "{error}");
    }
}

#[test]
fn enumerations_can_be_properties() {
    let text = r#"{"hash":"SHA1","rights":"read,delete","others":["later","x"]}"#;
    let before: File = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&before).unwrap(), text);
    let mut after = before.clone();
    assert!(after.changes_since(&before).is_empty());
    after.rights = Some(Flags::from([Rights::Write]));
    after.hash = None;
    assert_eq!(
        serde_json::to_string(&after.changes_since(&before)).unwrap(),
        r#"{"hash":null,"rights":"write"}"#
    );
    let patch = File::patch()
        .hash(Hash::Sha256)
        .rights(Flags::from([Rights::Write, Rights::Read]))
        .others([Hash::Later]);
    assert_eq!(
        serde_json::to_string(&patch).unwrap(),
        r#"{"hash":"sha_256","rights":"read,write","others":["later"]}"#
    );
    assert_eq!(FilterType::default().as_str(), "none");
}

#[graph_enum(odata = "contoso.access", flags)]
#[derive(Clone, Debug, PartialEq)]
pub enum Access {
    Read = 1 << 0,
    Write = 1 << 1,
    Share = (1 << 3) + 1 - 1,
    Full = 1 | 2 | 8,
    #[graph(value = -(1 << 4))]
    Inherited,
    #[graph(unknown)]
    Unknown(String),
}

#[test]
fn the_value_of_a_member_may_be_computed() {
    let values: Vec<i64> = Access::TYPE
        .members()
        .iter()
        .map(graph_model::edm::MemberDescription::value)
        .collect();
    assert_eq!(values, [1, 2, 8, 11, -16]);
}
