namespace Sferum.Admin.Web.Security;

/// <summary>What a browser may load from the portal and who may frame it. Nothing comes from other hosts.</summary>
internal static class SecurityHeaders
{
    /// <summary>MudBlazor writes its theme and positions as inline styles, hence 'unsafe-inline' for styles; scripts need a nonce.</summary>
    public static HeaderPolicyCollection Policy { get; } = new HeaderPolicyCollection()
        .AddDefaultSecurityHeaders()
        .AddContentSecurityPolicy(b =>
        {
            b.AddDefaultSrc().Self();
            b.AddBaseUri().Self();
            b.AddFrameAncestors().None();
            b.AddFormAction().Self();
            b.AddObjectSrc().None();
            b.AddImgSrc().Self().Data();
            b.AddConnectSrc().Self();
            b.AddScriptSrc().Self().WithNonce();
            b.AddStyleSrc().Self().UnsafeInline();
        });
}
