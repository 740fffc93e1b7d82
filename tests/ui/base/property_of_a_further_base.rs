use graph_model::graph_complex;

#[graph_complex(odata = "microsoft.graph.identity")]
pub struct Identity {
    pub display_name: Option<String>,
}

#[graph_complex(odata = "microsoft.graph.userIdentity", base = Identity)]
pub struct UserIdentity {
    pub user_principal_name: Option<String>,
}

#[graph_complex(odata = "microsoft.graph.auditUserIdentity", base = UserIdentity)]
pub struct AuditUserIdentity {
    pub display_name: Option<String>,
}

fn main() {}
