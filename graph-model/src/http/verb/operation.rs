//! Actions and functions that are bound to an entity or a collection.
//!
//! OData Protocol 4.01, sections 11.5.4 (functions) and 11.5.5 (actions). Both are a name after a
//! path. The caller chooses the parameters and the response, in types of the model. An SDK wraps
//! the two calls in a method of its path.

use http::Method;

use crate::http::request::target::Target;
use crate::http::request::{RequestBuilder, RequestError};
use crate::path::{Address, AddressText, PathError, is_identifier, write_encoded};
use crate::query::{Literal, QueryError};

impl<A> RequestBuilder<A> {
    /// A POST to an action bound to the entity or collection at `path`. Its parameters, if it has any, are the body:
    /// [`json`](Self::json) sets it.
    ///
    /// The name is that of the action alone, as Graph expects it, or the qualified name of OData.
    ///
    /// ```
    /// use graph_model::{Endpoint, Page, RequestBuilder, graph_complex, graph_entity};
    ///
    /// #[graph_entity(
    ///     odata = "microsoft.graph.deviceCompliancePolicy",
    ///     path = "/deviceManagement/deviceCompliancePolicies/{policyId}"
    /// )]
    /// pub struct DeviceCompliancePolicy {}
    ///
    /// #[graph_entity(
    ///     odata = "microsoft.graph.deviceCompliancePolicyAssignment",
    ///     path = "/deviceManagement/deviceCompliancePolicies/{policyId}/assignments/{assignmentId}"
    /// )]
    /// #[derive(Default)]
    /// pub struct DeviceCompliancePolicyAssignment {
    ///     // …
    /// }
    ///
    /// /// The parameters of `assign`, which are not a type of the service.
    /// #[graph_complex(odata = "microsoft.graph.deviceCompliancePolicy.assign", tag = none)]
    /// pub struct Assign {
    ///     pub assignments: Vec<DeviceCompliancePolicyAssignment>,
    /// }
    ///
    /// impl DeviceCompliancePolicyPath<'_> {
    ///     /// Replaces the assignments of the policy.
    ///     pub fn assign(&self, to: Vec<DeviceCompliancePolicyAssignment>)
    ///     -> RequestBuilder<Page<DeviceCompliancePolicyAssignment>> {
    ///         RequestBuilder::action(self, "assign").json(&Assign { assignments: to })
    ///     }
    /// }
    ///
    /// let path = DeviceCompliancePolicyPath { policy_id: "7d" };
    /// let request = path.assign(vec![Default::default()]).build(&Endpoint::V1_0)?;
    /// assert_eq!(request.uri().path(), "/v1.0/deviceManagement/deviceCompliancePolicies/7d/assign");
    /// assert_eq!(
    ///     request.body(),
    ///     br##"{"assignments":[{"@odata.type":"#microsoft.graph.deviceCompliancePolicyAssignment"}]}"##
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn action(path: &impl Address, name: &str) -> Self {
        Self::called(Method::POST, path.to_address(), &FunctionCall::new(name))
    }

    /// A GET of a function bound to the entity or collection at `path`.
    ///
    /// ```
    /// use graph_model::http::{FunctionCall, SingleValue};
    /// use graph_model::{Endpoint, RequestBuilder, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.workbookRange", path = "/me/drive/root:/{name}:/workbook/range")]
    /// pub struct WorkbookRange {}
    ///
    /// let call = FunctionCall::new("offsetRange").with("rowOffset", 2).with("address", "it's here");
    /// let request: RequestBuilder<SingleValue<i32>> =
    ///     RequestBuilder::function(&WorkbookRangePath { name: "book.xlsx" }, &call);
    /// assert_eq!(
    ///     request.build(&Endpoint::V1_0)?.uri().path(),
    ///     "/v1.0/me/drive/root:/book.xlsx:/workbook/range/offsetRange(rowOffset=2,address='it%27%27s%20here')"
    /// );
    /// # Ok::<(), graph_model::RequestError>(())
    /// ```
    pub fn function(path: &impl Address, call: &FunctionCall) -> Self {
        Self::called(Method::GET, path.to_address(), call)
    }

    fn called(method: Method, path: Result<AddressText, PathError>, call: &FunctionCall) -> Self {
        let target = path.map(|mut path| {
            path.push("/");
            path.push(&call.text());
            Target::Path(path)
        });
        let request = Self::new(method, target);
        match &call.mistake {
            Some(mistake) => request.mistaken(mistake.clone()),
            None => request,
        }
    }
}

/// The name of a function, and its parameters.
#[derive(Clone, Debug)]
pub struct FunctionCall {
    name: String,
    parameters: Vec<String>,
    mistake: Option<RequestError>,
}

impl FunctionCall {
    /// A call without parameters.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            parameters: Vec::new(),
            mistake: expect_name(name),
        }
    }

    /// Adds a parameter: a string, or any property of a primitive or enumeration type.
    #[allow(
        clippy::needless_pass_by_value,
        reason = "`.with(\"rowOffset\", 2)` needs no reference"
    )]
    #[must_use]
    pub fn with(mut self, parameter: &str, value: impl Literal) -> Self {
        let mistake = match value.literal() {
            Ok(literal) => {
                self.parameters.push(encoded(parameter, &literal));
                expect_name(parameter)
            }
            Err(reason) => Some(RequestError::Query(QueryError::Value {
                property: parameter.to_owned(),
                reason,
            })),
        };
        self.mistake = self.mistake.or(mistake);
        self
    }

    /// The last segment of the path. A function without parameters has no parentheses either, as in
    /// Graph.
    fn text(&self) -> String {
        if self.parameters.is_empty() {
            self.name.clone()
        } else {
            [&self.name, "(", &self.parameters.join(","), ")"].concat()
        }
    }
}

/// A parameter and its value. The value is encoded, except for the quotes around it.
fn encoded(parameter: &str, literal: &str) -> String {
    let mut text = [parameter, "="].concat();
    let quotes = literal
        .split_once('\'')
        .and_then(|(prefix, rest)| Some((prefix, rest.strip_suffix('\'')?)));
    // Writing to a string does not fail.
    let written = match quotes {
        Some((prefix, inside)) => {
            text.extend([prefix, "'"]);
            let written = write_encoded(inside, &mut text);
            text.push('\'');
            written
        }
        None => write_encoded(literal, &mut text),
    };
    debug_assert!(written.is_ok());
    text
}

/// Returns the mistake, unless this is a name or a qualified name.
fn expect_name(name: &str) -> Option<RequestError> {
    // The name is written to the path without encoding, so its letters must be ASCII.
    if name.is_ascii() && name.split('.').all(is_identifier) {
        None
    } else {
        let name = name.to_owned();
        Some(RequestError::OperationName { name })
    }
}
