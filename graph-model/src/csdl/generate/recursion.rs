//! Where a value would contain itself, and so has to be boxed.
//!
//! A type holds its base and its single complex values by value. A property is boxed when the type it holds leads back
//! to the one that declares it: when both are in one strongly connected component.

use std::collections::HashMap;

use super::selection::Selection;

/// The component of each type.
pub(super) struct Recursion<'m> {
    component: HashMap<&'m str, usize>,
}

impl<'m> Recursion<'m> {
    pub(super) fn of(selection: &Selection<'m>) -> Self {
        let names: Vec<&str> = selection.structured().map(|ty| ty.name.as_str()).collect();
        let number: HashMap<&str, usize> = names
            .iter()
            .enumerate()
            .map(|(i, name)| (*name, i))
            .collect();
        let mut edges = vec![Vec::new(); names.len()];
        for (from, declaration) in selection.structured().enumerate() {
            let base = declaration.base.as_deref();
            edges[from].extend(base.and_then(|base| number.get(base)));
            let held = declaration.properties.iter();
            for property in
                held.filter(|property| !property.is_navigation() && !property.collection)
            {
                let variants = selection.derived(&property.ty).iter().copied();
                let types = variants.chain([property.ty.as_str()]);
                edges[from].extend(types.filter_map(|ty| number.get(ty)));
            }
        }
        let components = components(&edges);
        let component = names.into_iter().zip(components).collect();
        Self { component }
    }

    /// Whether a value of `ty`, held by a property of `owner`, leads back to `owner`.
    pub(super) fn leads_back(&self, owner: &str, ty: &str, derived: &[&str]) -> bool {
        let component = self.component.get(owner);
        let mut types = derived.iter().copied().chain([ty]);
        component.is_some() && types.any(|ty| self.component.get(ty) == component)
    }
}

/// The strongly connected component of each node (Kosaraju's algorithm, without recursion).
fn components(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut reversed = vec![Vec::new(); edges.len()];
    for (from, targets) in edges.iter().enumerate() {
        for &to in targets {
            reversed[to].push(from);
        }
    }
    let mut component = vec![usize::MAX; edges.len()];
    let mut finished = finishing_order(edges);
    while let Some(root) = finished.pop() {
        let mut open = vec![root];
        while let Some(node) = open.pop() {
            if component[node] == usize::MAX {
                component[node] = root;
                open.extend(&reversed[node]);
            }
        }
    }
    component
}

fn finishing_order(edges: &[Vec<usize>]) -> Vec<usize> {
    let mut seen = vec![false; edges.len()];
    let mut order = Vec::new();
    for start in 0..edges.len() {
        // Each node with the number of its edges that have been followed.
        let mut path = vec![(start, 0)];
        while let Some((node, followed)) = path.pop() {
            if followed == 0 && std::mem::replace(&mut seen[node], true) {
                continue;
            }
            match edges[node].get(followed) {
                Some(&next) => path.extend([(node, followed + 1), (next, 0)]),
                None => order.push(node),
            }
        }
    }
    order
}
