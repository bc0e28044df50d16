using Microsoft.AspNetCore.Identity;
using Sferum.Admin.Core.Common;

namespace Sferum.Admin.Core.Access.Users;

/// <summary>What Identity says of accounts and passwords, in Russian.</summary>
public sealed class RussianIdentityErrors : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => New(nameof(DefaultError), "Не получилось. Ничего не изменено, попробуйте ещё раз.");

    public override IdentityError ConcurrencyFailure() => New(nameof(ConcurrencyFailure), "Учётную запись только что изменил кто-то другой. Откройте её заново.");

    public override IdentityError PasswordMismatch() => New(nameof(PasswordMismatch), "Нынешний пароль не подошёл.");

    public override IdentityError InvalidToken() => New(nameof(InvalidToken), "Ссылка уже использована или устарела. Попросите у администратора новую.");

    public override IdentityError RecoveryCodeRedemptionFailed() => New(nameof(RecoveryCodeRedemptionFailed), "Запасной код не подошёл.");

    public override IdentityError LoginAlreadyAssociated() => New(nameof(LoginAlreadyAssociated), "Этот вход уже связан с другой учётной записью.");

    public override IdentityError InvalidUserName(string? userName) => New(nameof(InvalidUserName), "Такая почта не подходит.");

    public override IdentityError InvalidEmail(string? email) => New(nameof(InvalidEmail), "Такая почта не подходит.");

    public override IdentityError DuplicateUserName(string userName) => New(nameof(DuplicateUserName), "Учётная запись с такой почтой уже есть.");

    public override IdentityError DuplicateEmail(string email) => New(nameof(DuplicateEmail), "Учётная запись с такой почтой уже есть.");

    public override IdentityError InvalidRoleName(string? role) => New(nameof(InvalidRoleName), "Такой роли нет.");

    public override IdentityError DuplicateRoleName(string role) => New(nameof(DuplicateRoleName), "Такая роль уже есть.");

    public override IdentityError UserAlreadyHasPassword() => New(nameof(UserAlreadyHasPassword), "Пароль уже задан.");

    public override IdentityError UserLockoutNotEnabled() => New(nameof(UserLockoutNotEnabled), "Вход этой учётной записи не закрывается.");

    public override IdentityError UserAlreadyInRole(string role) => New(nameof(UserAlreadyInRole), "Эта роль уже есть.");

    public override IdentityError UserNotInRole(string role) => New(nameof(UserNotInRole), "Этой роли и не было.");

    public override IdentityError PasswordTooShort(int length) =>
        New(nameof(PasswordTooShort), $"Нужно не меньше {length} {RussianText.Plural(length, "символа", "символов", "символов")}.");

    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) =>
        New(nameof(PasswordRequiresUniqueChars), $"Нужно не меньше {uniqueChars} разных символов.");

    public override IdentityError PasswordRequiresNonAlphanumeric() => New(nameof(PasswordRequiresNonAlphanumeric), "Нужен знак, который не буква и не цифра.");

    public override IdentityError PasswordRequiresDigit() => New(nameof(PasswordRequiresDigit), "Нужна цифра.");

    public override IdentityError PasswordRequiresLower() => New(nameof(PasswordRequiresLower), "Нужна строчная буква.");

    public override IdentityError PasswordRequiresUpper() => New(nameof(PasswordRequiresUpper), "Нужна прописная буква.");

    private static IdentityError New(string code, string description) => new() { Code = code, Description = description };
}
