//! `PluginAdminService`.

use std::{path::Path, sync::Arc};

use synoptic_api::admin::v1::{
    ListPluginsRequest, ListPluginsResponse, LoadPluginRequest, LoadPluginResponse, Plugin,
    ReloadPluginsRequest, ReloadPluginsResponse, Route, SetRouteRequest, SetRouteResponse,
    UnloadPluginRequest, UnloadPluginResponse, plugin_admin_service_server::PluginAdminService,
};
use synoptic_plugin_host::{Loaded, Registry, Target, Version};
use tonic::{Request, Response, Status, async_trait};

use crate::{
    error::{Error, Fault},
    plugins::{Plugins, reload},
    summarize::Engine,
    to_proto::admin as to_proto,
};

pub(crate) struct PluginAdmin {
    pub(crate) engine: Arc<Engine>,
    pub(crate) plugins: Arc<Plugins>,
}

#[async_trait]
impl PluginAdminService for PluginAdmin {
    async fn load_plugin(
        &self,
        request: Request<LoadPluginRequest>,
    ) -> Result<Response<LoadPluginResponse>, Status> {
        let path = request.into_inner().path;
        if path.is_empty() {
            return Err(Fault::Missing.of("path").into());
        }
        let folder = path.clone();
        let loaded = self.change(move |registry| registry.load(Path::new(&folder))).await?;
        let loaded = loaded.map_err(|source| Error::Load { path, source: Box::new(source) })?;
        let Loaded { version, already_live } = loaded;
        if !already_live {
            tracing::info!(
                plugin = version.name(),
                version = version.version(),
                digest = version.digest(),
                "loaded"
            );
        }
        Ok(Response::new(LoadPluginResponse { plugin: Some(self.describe(&version)), already_live }))
    }

    async fn unload_plugin(
        &self,
        request: Request<UnloadPluginRequest>,
    ) -> Result<Response<UnloadPluginResponse>, Status> {
        let UnloadPluginRequest { name, version } = request.into_inner();
        for (field, value) in [("name", &name), ("version", &version)] {
            if value.is_empty() {
                return Err(Fault::Missing.of(field).into());
            }
        }
        self.change(move |registry| registry.unload(&name, &version)).await?.map_err(Error::from)?;
        Ok(Response::new(UnloadPluginResponse {}))
    }

    async fn reload_plugins(
        &self,
        _: Request<ReloadPluginsRequest>,
    ) -> Result<Response<ReloadPluginsResponse>, Status> {
        let reloaded = self.change(reload).await?;
        let reloaded = reloaded.map_err(|error| Error::Internal(format!("the plugin folder: {error}")))?;
        Ok(Response::new(ReloadPluginsResponse {
            loaded: reloaded.loaded.iter().map(|version| self.describe(version)).collect(),
            unloaded: reloaded.unloaded.into_iter().map(to_proto::unloaded).collect(),
            refused: reloaded.refused.iter().map(to_proto::refused).collect(),
        }))
    }

    async fn list_plugins(
        &self,
        _: Request<ListPluginsRequest>,
    ) -> Result<Response<ListPluginsResponse>, Status> {
        let catalog = self.engine.registry.catalog();
        let route = |(name, route): (&String, &synoptic_plugin_host::Route)| {
            to_proto::route(name, route, self.engine.shadows.report(name))
        };
        Ok(Response::new(ListPluginsResponse {
            plugins: catalog.live().iter().map(|version| self.describe(version)).collect(),
            routes: catalog.routes().iter().map(route).collect(),
        }))
    }

    async fn set_route(
        &self,
        request: Request<SetRouteRequest>,
    ) -> Result<Response<SetRouteResponse>, Status> {
        let route = request.into_inner().route.ok_or_else(|| Fault::Missing.of("route"))?;
        let name = route.name.clone();
        let parsed = parse_route(route)?;
        let (set, kept) = (name.clone(), parsed.clone());
        self.change(move |registry| registry.set_route(&set, kept)).await?.map_err(Error::from)?;
        self.engine.shadows.forget(&name);
        let route = to_proto::route(&name, &parsed, self.engine.shadows.report(&name));
        Ok(Response::new(SetRouteResponse { route: Some(route) }))
    }
}

impl PluginAdmin {
    /// Changes the registry, on a thread that may wait, and tells health checks.
    async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Registry) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let registry = Arc::clone(&self.engine.registry);
        let changed = tokio::task::spawn_blocking(move || change(&registry)).await;
        let changed = changed.map_err(|_| Error::Internal("a change of the plugins panicked".to_owned()))?;
        self.plugins.tell_health(&self.engine).await;
        Ok(changed)
    }

    fn describe(&self, version: &Arc<Version>) -> Plugin {
        to_proto::plugin(version, self.engine.lanes.state(version.name()))
    }
}

fn parse_route(route: Route) -> Result<synoptic_plugin_host::Route, Error> {
    if route.name.is_empty() {
        return Err(Fault::Missing.of("route.name"));
    }
    let mut targets = Vec::with_capacity(route.targets.len());
    for (index, target) in route.targets.into_iter().enumerate() {
        let weight = u32::try_from(target.weight).map_err(|_| {
            let found = target.weight.to_string();
            Fault::OutOfRange { found, rule: "0 to 1000000" }.of(format!("route.targets[{index}].weight"))
        })?;
        targets.push(Target { summarizer: target.summarizer, weight });
    }
    Ok(synoptic_plugin_host::Route { targets, shadow: route.shadow })
}
