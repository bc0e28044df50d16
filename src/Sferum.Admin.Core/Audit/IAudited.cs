namespace Sferum.Admin.Core.Audit;

/// <summary>
/// Marks an entity whose every change must leave an <see cref="AuditEntry"/> in the same transaction.
/// <see cref="AuditInterceptor"/> writes it on save; <see cref="AuditGuard"/> refuses mass commands that did not declare one.
/// </summary>
public interface IAudited;
