//! The root element, and the versions of OData that are not read.

use crate::attributes::Attributes;
use crate::metadata_error::Problem;

/// The beginning of the XML namespaces of OData 1 to 3.
const OLD_NAMESPACES: &str = "http://schemas.microsoft.com/ado/";

/// Checks the version of the root, which is 4.0 or 4.01 (section 3.1).
pub(super) fn check_root(attributes: &Attributes<'_, '_>) -> Result<(), Problem> {
    let version = attributes.get("Version")?;
    let is_old = |version: &String| matches!(version.as_str(), "1.0" | "2.0" | "3.0");
    if let Some(version) = version.clone().filter(is_old).or(old_version(attributes)?) {
        return Err(Problem::OldVersion { version });
    }
    match version {
        Some(version) if !version.starts_with("4.") && version != "4" => {
            Err(Problem::OtherVersion { version })
        }
        _ => Ok(()),
    }
}

/// The XML namespace of the element, if it is one of OData 1 to 3.
pub(super) fn old_version(attributes: &Attributes<'_, '_>) -> Result<Option<String>, Problem> {
    let namespace = attributes.xml_namespace()?;
    Ok(namespace.filter(|namespace| namespace.starts_with(OLD_NAMESPACES)))
}
