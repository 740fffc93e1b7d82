//! Literals of types whose authors do not check their values.

use graph_model::query::{PropertyPath, PropertyScope, Queryable};
use graph_model::{EdmType, Endpoint, Property, Query, graph_entity};
use serde::{Deserialize, Serialize};

/// A number that the service writes as a string.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Amount(String);

impl Property for Amount {
    const EDM_TYPE: EdmType = EdmType::Decimal;
}

impl Queryable for Amount {
    type Properties = PropertyPath<Self>;

    fn properties(scope: PropertyScope) -> Self::Properties {
        scope.value()
    }
}

/// A complex type that its author writes as a string.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Place(String);

impl Property for Place {
    const EDM_TYPE: EdmType = EdmType::Complex("contoso.place");
}

impl Queryable for Place {
    type Properties = PropertyPath<Self>;

    fn properties(scope: PropertyScope) -> Self::Properties {
        scope.value()
    }
}

#[graph_entity(odata = "contoso.invoice", path = "/invoices/{invoiceId}")]
#[derive(Clone, Debug, Default, PartialEq)]
struct Invoice {
    amount: Option<Amount>,
    place: Option<Place>,
}

fn sent(query: Query<Invoice, graph_model::query::EntityCollection>) -> Result<String, String> {
    let request = query.at(&InvoiceCollectionPath).build(&Endpoint::V1_0);
    let request = request.map_err(|error| error.to_string())?;
    Ok(request.uri().query().unwrap().to_owned())
}

#[test]
fn a_number_in_a_string_may_have_a_sign() {
    let amount = |text: &str| sent(Invoice::list().filter(|i| i.amount.eq(Amount(text.into()))));
    for (text, literal) in [
        ("5", "5"),
        ("-5", "-5"),
        ("+5", "%2B5"),
        ("-1.5e-3", "-1.5e-3"),
        ("INF", "INF"),
        ("NaN", "NaN"),
    ] {
        assert_eq!(amount(text), Ok(format!("$filter=amount%20eq%20{literal}")));
    }
    for text in ["", "x5", "id", "5 or true", "(5)", ".5"] {
        assert_eq!(
            amount(text),
            Err(
                "the value of `amount` cannot be written: the string is not a literal of `Edm.Decimal`"
                    .to_owned()
            ),
            "{text}"
        );
    }
}

#[test]
fn a_complex_value_has_no_literal() {
    assert_eq!(
        sent(Invoice::list().filter(|invoice| invoice.place.eq(Place("Berlin".into())))),
        Err("the value of `place` cannot be written: it has properties, compare those".to_owned())
    );
}
