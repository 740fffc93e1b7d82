//! Actions and functions: those that the model declares, and those that a caller names.
//!
//! OData Protocol 4.01, sections 11.5.4 (functions) and 11.5.5 (actions); OData URL Conventions
//! 4.01, sections 4.4, 4.5 and 5.3 (parameter aliases). Both are a name after a path. The
//! parameters of an action are the body of the request, and those of a function are in the URL.

use http::Method;

use crate::description::EdmType;
use crate::edm::RawJson;
use crate::http::request::target::Target;
use crate::http::request::{RequestBuilder, RequestError};
use crate::path::{Address, AddressText, PathError, Route, encode_literal, is_identifier};
use crate::query::{Literal, QueryError, literal_of};
use crate::value::write_json;
use crate::wire::{Operation, parameters};

impl<A> RequestBuilder<A> {
    /// Returns a request that calls an action bound to the entity or collection at `path`. Its
    /// parameters, if any, are the body, which [`json`](Self::json) sets.
    ///
    /// The name is the short name of the action, as Graph expects it, or its qualified name, as
    /// OData requires.
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

    /// Returns a request that calls a function bound to the entity or collection at `path`.
    ///
    /// ```
    /// use graph_model::http::FunctionCall;
    /// use graph_model::{Endpoint, RequestBuilder, graph_entity};
    ///
    /// #[graph_entity(odata = "microsoft.graph.workbookRange", path = "/me/drive/root:/{name}:/workbook/range")]
    /// pub struct WorkbookRange {}
    ///
    /// let call = FunctionCall::new("offsetRange").with("rowOffset", 2).with("address", "it's here");
    /// let request: RequestBuilder<i32> =
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
        let path = path.map(|mut path| {
            call.write(&mut path);
            path
        });
        let request = Self::new(method, Target::path(path));
        match &call.mistake {
            Some(mistake) => request.mistaken(mistake.clone()),
            None => request,
        }
    }
}

/// The request that calls a declared action.
pub fn action<O: Operation>(operation: &O, path: &impl Address) -> RequestBuilder<O::Response> {
    let path = with_name::<O>(path);
    let request = RequestBuilder::new(Method::POST, Target::path(path));
    let request = returning::<O>(request.about(O::OPERATION.name()));
    if O::OPERATION.parameters().is_empty() {
        return request;
    }
    let mut json = b"{".to_vec();
    for (parameter, value) in parameters(operation) {
        if json.len() > 1 {
            json.push(b',');
        }
        let name = RawJson::from(parameter.name());
        json.extend_from_slice(name.as_str().as_bytes());
        json.push(b':');
        if let Err(error) = write_json(&value, &mut json) {
            return request.mistaken(RequestError::Value {
                property: parameter.name().to_owned(),
                reason: error.to_string(),
            });
        }
    }
    json.push(b'}');
    request.with_json(json)
}

/// The request that calls a declared function.
pub fn function<O: Operation>(operation: &O, path: &impl Address) -> RequestBuilder<O::Response> {
    let path = with_parameters(operation, path);
    let request = RequestBuilder::new(Method::GET, Target::path(path));
    returning::<O>(request.about(O::OPERATION.name()))
}

/// The request, whose response is of any media type if the operation returns a stream.
fn returning<O: Operation>(request: RequestBuilder<O::Response>) -> RequestBuilder<O::Response> {
    match O::OPERATION.returns() {
        Some((EdmType::Stream, false)) => request.taking_any(),
        _ => request,
    }
}

/// The route to the result of a declared function.
pub fn route<O: Operation, T>(operation: &O, path: &impl Address) -> Route<T> {
    Route::at_address(with_parameters(operation, path))
}

/// The path with the name of the operation. The name of an unbound operation is that of its import
/// in the container, which has no namespace.
fn with_name<O: Operation>(path: &impl Address) -> Result<AddressText, PathError> {
    let mut path = path.to_address()?;
    let name = O::OPERATION.name();
    if O::OPERATION.binding().is_some() {
        path.push_bound_operation(name);
    } else {
        path.push_segment(name.rsplit('.').next().unwrap_or(name));
    }
    Ok(path)
}

/// The path with the name of a function and its parameters. A complex value or a collection is
/// written as an alias, whose value is in the query.
fn with_parameters<O: Operation>(
    operation: &O,
    path: &impl Address,
) -> Result<AddressText, PathError> {
    let mut path = with_name::<O>(path)?;
    let mut separator = "(";
    for (parameter, value) in parameters(operation) {
        let name = parameter.name();
        let mistaken = |reason| PathError::Parameter {
            name: name.to_owned(),
            reason,
        };
        let mut json = Vec::new();
        write_json(&value, &mut json).map_err(|error| mistaken(error.to_string()))?;
        let json = String::from_utf8(json).map_err(|error| mistaken(error.to_string()))?;
        let mut text = separator.to_owned();
        encode_literal(name, &mut text);
        text.push('=');
        if json.starts_with(['{', '[']) {
            let alias = path.add_alias(name, &json);
            text.push('@');
            encode_literal(alias.trim_start_matches('@'), &mut text);
            path.push(&text);
        } else {
            let literal = literal_of(parameter.edm_type(), &json).map_err(mistaken)?;
            path.push(&text);
            path.push_value(&literal);
        }
        separator = ",";
    }
    path.push(if separator == "(" { "()" } else { ")" });
    Ok(path)
}

/// The name of a function, and its parameters.
#[derive(Clone, Debug)]
pub struct FunctionCall {
    name: String,
    /// The names of the parameters, with their values as literals.
    parameters: Vec<(String, String)>,
    mistake: Option<RequestError>,
}

impl FunctionCall {
    /// Starts a call without parameters.
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
                self.parameters.push((parameter.to_owned(), literal));
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

    /// Appends the last segment of the path. A function without parameters has no parentheses
    /// either, as in Graph.
    fn write(&self, path: &mut AddressText) {
        path.push("/");
        path.push(&self.name);
        let mut separator = "(";
        for (name, literal) in &self.parameters {
            path.push(separator);
            path.push(name);
            path.push("=");
            path.push_value(literal);
            separator = ",";
        }
        if separator == "," {
            path.push(")");
        }
    }
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
